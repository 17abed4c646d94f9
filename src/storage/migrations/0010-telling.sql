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
CALL tollgate_guard('mails', 'account_id', 'INSERT, UPDATE');

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
