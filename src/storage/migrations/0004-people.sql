-- People, what they may enter, and how they prove who they are. A person has one login for the whole platform;
-- memberships say what it is to the operator, to a reseller or to an account.
--
-- What proves who somebody is (hashes of passwords, sessions, keys and links; secrets of authenticators) is read by the
-- installation's own role only: a tenant's session may write a new key or link, and never read its hash back.

CREATE TABLE users (
  id         int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email      text NOT NULL UNIQUE CHECK (email = lower(email) AND length(email) <= 254),
  name       text NOT NULL,
  -- invited: has never set a password; closed: may not sign in any more, to anything.
  status     text NOT NULL DEFAULT 'invited' CHECK (status IN ('invited', 'active', 'closed')),
  -- An authenticator app or a passkey is asked for at sign-in.
  has_second_factor boolean NOT NULL DEFAULT false,
  last_signed_in_at timestamptz,
  created_at timestamptz NOT NULL,
  version    int4 NOT NULL DEFAULT 1
);

CREATE TABLE memberships (
  id          int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id     int4 NOT NULL REFERENCES users,
  reseller_id int4 REFERENCES resellers, -- NULL: of the operator
  account_id  int4 REFERENCES accounts,  -- NULL: of the reseller's staff
  role        text NOT NULL,
  -- A customer user's own numbers, E.164 digits; NULL for every other role.
  numbers     text[],
  created_at  timestamptz NOT NULL,
  -- NULL: invited, and not yet accepted through the mailed link. Gives no access before that.
  accepted_at timestamptz,
  revoked_at  timestamptz,
  version     int4 NOT NULL DEFAULT 1,
  CHECK (CASE
    WHEN role = 'operator' THEN reseller_id IS NULL AND account_id IS NULL
    WHEN role IN ('owner', 'admin', 'billing', 'provisioning', 'support', 'read-only')
      THEN reseller_id IS NOT NULL AND account_id IS NULL
    WHEN role IN ('customer-admin', 'customer-user') THEN reseller_id IS NOT NULL AND account_id IS NOT NULL
    ELSE false
  END),
  CHECK (numbers IS NULL OR role = 'customer-user')
);
CREATE UNIQUE INDEX memberships_one_each ON memberships (user_id, reseller_id, account_id) NULLS NOT DISTINCT
  WHERE revoked_at IS NULL;
CREATE INDEX memberships_by_tenant ON memberships (reseller_id, account_id);
CALL tollgate_guard('memberships', 'account_id', 'INSERT');
GRANT UPDATE (role, numbers, revoked_at, version) ON memberships TO tollgate_app;

-- A tenant sees the people who are something to it. What a person is called is the person's own affair once it has
-- accepted; its e-mail address and status always are.
ALTER TABLE users ENABLE ROW LEVEL SECURITY;
CREATE POLICY members ON users FOR SELECT TO tollgate_app USING (EXISTS (
  SELECT FROM memberships m
   WHERE m.user_id = users.id AND m.revoked_at IS NULL AND m.reseller_id = (SELECT tollgate_reseller())
     AND ((SELECT tollgate_account()) IS NULL OR m.account_id = (SELECT tollgate_account()))
));
CREATE POLICY invited ON users FOR UPDATE TO tollgate_app USING (status = 'invited' AND EXISTS (
  SELECT FROM memberships m
   WHERE m.user_id = users.id AND m.revoked_at IS NULL AND m.reseller_id = (SELECT tollgate_reseller())
     AND ((SELECT tollgate_account()) IS NULL OR m.account_id = (SELECT tollgate_account()))
));
GRANT SELECT ON users TO tollgate_app;
GRANT UPDATE (name, version) ON users TO tollgate_app;

-- The login of an e-mail address, made where there is none: an invitation gives no other look at the people of others.
-- It shows the row only once a membership ties it to the tenant.
CREATE FUNCTION tollgate_user_for(address text, called text, at timestamptz) RETURNS int4
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  found int4;
BEGIN
  INSERT INTO users (email, name, created_at) VALUES (lower(address), called, at) ON CONFLICT (email) DO NOTHING;
  SELECT id INTO found FROM users WHERE email = lower(address);
  RETURN found;
END $$;
REVOKE ALL ON FUNCTION tollgate_user_for FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tollgate_user_for TO tollgate_app;

-- ----------------------------------------------------------------------------------------------------- what proves it

CREATE TABLE user_secrets (
  user_id             int4 PRIMARY KEY REFERENCES users,
  password_hash       text, -- argon2id with its parameters, as a PHC string; NULL: none set
  password_changed_at timestamptz,
  -- Of the authenticator app: sealed with the installation's key, which is not in the database.
  totp_secret         text,
  totp_confirmed_at   timestamptz, -- NULL: enrolled and not yet proven
  totp_last_step      int8         -- the last 30-second step that was used: no code passes twice
);

CREATE TABLE recovery_codes (
  user_id   int4 NOT NULL REFERENCES users,
  code_hash bytea NOT NULL,
  used_at   timestamptz,
  PRIMARY KEY (user_id, code_hash)
);

CREATE TABLE passkeys (
  id            int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id       int4 NOT NULL REFERENCES users,
  credential_id text NOT NULL UNIQUE, -- base64url
  public_key    bytea NOT NULL,
  counter       int8 NOT NULL,
  transports    text[] NOT NULL DEFAULT '{}',
  -- The site it was made for; it is good nowhere else.
  rp_id         text NOT NULL,
  backed_up     boolean NOT NULL,
  name          text NOT NULL,
  created_at    timestamptz NOT NULL,
  last_used_at  timestamptz
);
CREATE INDEX passkeys_by_user ON passkeys (user_id);

CREATE TABLE sessions (
  id            int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  token_hash    bytea NOT NULL UNIQUE, -- SHA-256 of what the cookie carries
  user_id       int4 NOT NULL REFERENCES users,
  membership_id int4 NOT NULL REFERENCES memberships, -- the one it acts by
  -- A member of staff signed in as this customer.
  acting_account_id int4 REFERENCES accounts,
  method        text NOT NULL, -- 'password', 'password+totp', 'password+recovery-code', 'passkey', …
  ip            text NOT NULL,
  device        text NOT NULL, -- the browser's own words about itself
  created_at    timestamptz NOT NULL,
  last_seen_at  timestamptz NOT NULL,
  -- When the person last proved who it is: at sign-in, or asked again.
  confirmed_at  timestamptz NOT NULL,
  expires_at    timestamptz NOT NULL, -- however busy it is
  ended_at      timestamptz
);
CREATE INDEX sessions_by_user ON sessions (user_id, id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

-- A member of staff of the tenant's session goes on as a customer of it: the same session under a new token.
-- False: no such session, no staff of this reseller, or no such account.
CREATE FUNCTION tollgate_act_as(old_hash bytea, new_hash bytea, account int4) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  UPDATE sessions s SET token_hash = new_hash, acting_account_id = account
    FROM memberships m
   WHERE s.token_hash = old_hash AND s.ended_at IS NULL AND s.acting_account_id IS NULL AND m.id = s.membership_id
     AND m.account_id IS NULL AND m.revoked_at IS NULL
     AND (m.reseller_id = tollgate_reseller() OR m.role = 'operator') AND tollgate_account() IS NULL
     AND EXISTS (SELECT FROM accounts a WHERE a.id = account AND a.reseller_id = tollgate_reseller());
  RETURN FOUND;
END $$;
REVOKE ALL ON FUNCTION tollgate_act_as FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tollgate_act_as TO tollgate_app;

-- Steps of a sign-in that wait for the next: a second factor, a passkey's answer.
CREATE TABLE tickets (
  token_hash bytea PRIMARY KEY, -- SHA-256
  purpose    text NOT NULL CHECK (purpose IN ('second-factor', 'passkey-sign-in', 'passkey-registration', 'confirm')),
  user_id    int4 REFERENCES users, -- NULL: the passkey will say
  challenge  text,
  expires_at timestamptz NOT NULL
);
CREATE INDEX tickets_by_expiry ON tickets (expires_at);

-- Failed attempts, by what they were aimed at and where they came from.
CREATE TABLE sign_in_failures (
  subject        text PRIMARY KEY, -- 'email …' (SHA-256), 'ip …', 'second factor of user 12'
  failures       int4 NOT NULL,
  last_failed_at timestamptz NOT NULL,
  locked_until   timestamptz NOT NULL
);
CREATE INDEX sign_in_failures_by_age ON sign_in_failures (last_failed_at);

-- What happened around a login, for its person to see. Failures too.
CREATE TABLE access_log (
  id      int8 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id int4 NOT NULL REFERENCES users,
  at      timestamptz NOT NULL,
  what    text NOT NULL, -- 'signed in', 'password changed', …
  ip      text NOT NULL,
  device  text NOT NULL
);
CREATE INDEX access_log_by_user ON access_log (user_id, id);
CREATE INDEX access_log_by_age ON access_log (at);

-- ------------------------------------------------------------------------------------------------- links and keys

-- One-time links: `invite` (sets the password of a login that has none, and accepts the membership), `reset`,
-- `email` (sets the login's address to the one it was mailed to), `first-operator` (no user yet: whoever opens it says who
-- they are and becomes the operator).
CREATE TABLE links (
  id            int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  purpose       text NOT NULL CHECK (purpose IN ('invite', 'reset', 'email', 'first-operator')),
  token_hash    bytea NOT NULL UNIQUE, -- SHA-256
  user_id       int4 REFERENCES users,
  membership_id int4 REFERENCES memberships,
  reseller_id   int4 REFERENCES resellers,
  account_id    int4 REFERENCES accounts,
  new_email     text CHECK (new_email = lower(new_email) AND length(new_email) <= 254),
  created_at    timestamptz NOT NULL,
  expires_at    timestamptz NOT NULL,
  used_at       timestamptz, -- or withdrawn
  CHECK ((purpose = 'first-operator') = (user_id IS NULL)),
  CHECK ((purpose = 'invite') = (membership_id IS NOT NULL)),
  CHECK ((purpose = 'email') = (new_email IS NOT NULL))
);
CREATE INDEX links_by_user ON links (user_id);
CREATE INDEX links_by_membership ON links (membership_id);
ALTER TABLE links ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON links TO tollgate_app
  USING (reseller_id = (SELECT tollgate_reseller())
    AND ((SELECT tollgate_account()) IS NULL OR account_id = (SELECT tollgate_account())))
  -- A tenant may invite to itself; it never makes a link that sets the password of somebody who has one.
  WITH CHECK (purpose = 'invite' AND reseller_id = (SELECT tollgate_reseller())
    AND ((SELECT tollgate_account()) IS NULL OR account_id = (SELECT tollgate_account()))
    AND EXISTS (SELECT FROM memberships m WHERE m.id = membership_id AND m.user_id = links.user_id
                  AND m.reseller_id = links.reseller_id));
GRANT INSERT ON links TO tollgate_app;
GRANT SELECT (id, purpose, user_id, membership_id, reseller_id, account_id, created_at, expires_at, used_at)
  ON links TO tollgate_app;
GRANT UPDATE (used_at) ON links TO tollgate_app;

-- Keys of machines: `tg_` and 32 random bytes; only their hash is kept, and the first characters to tell them apart.
CREATE TABLE api_keys (
  id           int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reseller_id  int4 NOT NULL REFERENCES resellers,
  account_id   int4 REFERENCES accounts, -- confined to this account; NULL: the reseller
  name         text NOT NULL,
  key_hash     bytea NOT NULL UNIQUE, -- SHA-256
  key_prefix   text NOT NULL,
  scopes       text[] NOT NULL, -- permissions
  created_by   text NOT NULL,   -- the name people know
  created_at   timestamptz NOT NULL,
  expires_at   timestamptz,
  last_used_at timestamptz,
  revoked_at   timestamptz,
  version      int4 NOT NULL DEFAULT 1
);
CREATE INDEX api_keys_by_reseller ON api_keys (reseller_id, id);
ALTER TABLE api_keys ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON api_keys TO tollgate_app
  USING (reseller_id = (SELECT tollgate_reseller())
    AND ((SELECT tollgate_account()) IS NULL OR account_id = (SELECT tollgate_account())))
  WITH CHECK (reseller_id = (SELECT tollgate_reseller())
    AND ((SELECT tollgate_account()) IS NULL OR account_id = (SELECT tollgate_account())));
GRANT INSERT ON api_keys TO tollgate_app;
GRANT SELECT (id, reseller_id, account_id, name, key_prefix, scopes, created_by, created_at, expires_at, last_used_at,
  revoked_at, version) ON api_keys TO tollgate_app;
GRANT UPDATE (name, scopes, expires_at, revoked_at, version) ON api_keys TO tollgate_app;
