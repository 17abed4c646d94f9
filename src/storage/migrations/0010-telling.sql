-- What the outside is told: e-mail with its templates, webhooks with their log.

-- An e-mail to one person. Its words are made when it is sent, from the template and the brand of that moment.
CREATE TABLE mails (
  id           int8 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reseller_id  int4 REFERENCES resellers, -- NULL: the installation's own, to those who run it
  account_id   int4,
  kind         text NOT NULL,             -- domain/notifications/mail-kinds.ts
  recipient    text NOT NULL CHECK (length(recipient) BETWEEN 3 AND 254),
  -- What the template's variables stand for. Of a kind with a one-time link, emptied once it is sent or given up.
  variables    jsonb NOT NULL,
  -- A paper that goes with it: {"paper": "statement", "id": "12"}.
  attachment   jsonb,
  -- What it is about, once only: 'event 71'. The same thing is never told twice.
  source       text,
  state        text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'waiting', 'sent', 'failed')),
  subject      text,                      -- as it was sent last
  attempts     int2 NOT NULL DEFAULT 0,
  -- What the mail server said last, or why the mail waits.
  answer       text,
  queued_at    timestamptz NOT NULL,
  tried_at     timestamptz,
  sent_at      timestamptz,
  next_try_at  timestamptz
);
CREATE INDEX mails_by_reseller ON mails (reseller_id, id);
CREATE INDEX mails_by_account ON mails (account_id, id);
CREATE INDEX mails_by_age ON mails (queued_at);
CREATE UNIQUE INDEX mails_by_source ON mails (reseller_id, source, recipient);
CALL tollgate_guard('mails', 'account_id', 'INSERT');
-- A one-time link stands among the variables: the tenant's session that wrote it does not read it back.
REVOKE SELECT ON mails FROM tollgate_app;
GRANT SELECT (id, reseller_id, account_id, kind, recipient, attachment, source, state, subject, attempts, answer,
  queued_at, tried_at, sent_at, next_try_at) ON mails TO tollgate_app;
GRANT UPDATE (state, attempts, answer, next_try_at) ON mails TO tollgate_app;

-- A reseller's own words for a kind of mail; without a row, those of the kind.
CREATE TABLE mail_templates (
  reseller_id int4 NOT NULL REFERENCES resellers,
  kind        text NOT NULL,
  subject     text NOT NULL,
  body        text NOT NULL,
  version     int4 NOT NULL,
  changed_at  timestamptz NOT NULL,
  PRIMARY KEY (reseller_id, kind)
);
CALL tollgate_guard('mail_templates', NULL, 'INSERT, UPDATE, DELETE');

-- Whom to tell of events, by the Standard Webhooks rules.
CREATE TABLE webhooks (
  id              int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reseller_id     int4 NOT NULL REFERENCES resellers,
  url             text NOT NULL,
  description     text NOT NULL,
  event_types     text[] NOT NULL, -- 'statement.issued', 'account.*'; empty: all of them
  status          text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'disabled')),
  status_reason   text NOT NULL DEFAULT '',
  -- Sealed with the installation's key, which is not in the database.
  secret          text NOT NULL,
  -- The one before, which signs too until then: its receiver changes over in its own time.
  previous_secret text,
  previous_until  timestamptz,
  failing_since   timestamptz,     -- the first failure after the last success
  created_at      timestamptz NOT NULL,
  version         int4 NOT NULL DEFAULT 1,
  UNIQUE (reseller_id, id)
);
CALL tollgate_guard('webhooks', NULL, 'INSERT, DELETE');
REVOKE SELECT ON webhooks FROM tollgate_app;
GRANT SELECT (id, reseller_id, url, description, event_types, status, status_reason, previous_until, failing_since,
  created_at, version) ON webhooks TO tollgate_app;
GRANT UPDATE (url, description, event_types, status, status_reason, failing_since, version) ON webhooks TO tollgate_app;

-- A new secret for a webhook of the session's tenant; the one it had signs too until then. A tenant reads neither.
CREATE FUNCTION tollgate_rotate_webhook_secret(webhook int4, new_secret text, old_until timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  UPDATE webhooks
     SET previous_secret = secret, previous_until = old_until, secret = new_secret, version = version + 1
   WHERE id = webhook AND reseller_id = tollgate_reseller()
$$;
REVOKE ALL ON FUNCTION tollgate_rotate_webhook_secret FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tollgate_rotate_webhook_secret TO tollgate_app;

-- An event on its way to a webhook: once each, however often it is tried or replayed.
CREATE TABLE webhook_deliveries (
  id          int8 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reseller_id int4 NOT NULL,
  webhook_id  int4 NOT NULL,
  message_id  text NOT NULL,  -- 'evt_12', 'ping_…': the webhook-id its receiver sees, the same every time
  event_id    int8,           -- NULL: a test
  event_type  text NOT NULL,
  state       text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'delivered', 'failed')),
  attempts    int2 NOT NULL DEFAULT 0, -- since it was queued or replayed last
  queued_at   timestamptz NOT NULL,
  next_try_at timestamptz,
  done_at     timestamptz,
  UNIQUE (webhook_id, message_id),
  FOREIGN KEY (reseller_id, webhook_id) REFERENCES webhooks (reseller_id, id) ON DELETE CASCADE
);
CREATE INDEX webhook_deliveries_by_age ON webhook_deliveries (queued_at);
CREATE INDEX webhook_deliveries_by_webhook ON webhook_deliveries (webhook_id, id);
CALL tollgate_guard('webhook_deliveries', NULL, 'INSERT, UPDATE');

-- Every attempt, with as much of what went and came as a person needs to find the fault.
CREATE TABLE webhook_attempts (
  id          int8 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reseller_id int4 NOT NULL,
  delivery_id int8 NOT NULL REFERENCES webhook_deliveries ON DELETE CASCADE,
  at          timestamptz NOT NULL,
  duration_ms int4 NOT NULL,
  status      int2,           -- NULL: no answer
  error       text,           -- NULL: it was taken
  request     text NOT NULL,
  answer      text NOT NULL
);
CREATE INDEX webhook_attempts_by_delivery ON webhook_attempts (delivery_id, id);
CALL tollgate_guard('webhook_attempts');
