-- Tenants: what a reseller's customers see, and by which host names they reach it.

-- What resellers.brand holds is domain/branding/brand.ts without name, colour and support e-mail, which have columns.

-- Checked by content before they are stored: domain/branding/picture.ts.
CREATE TABLE brand_pictures (
  reseller_id int4 NOT NULL REFERENCES resellers,
  kind        text NOT NULL CHECK (kind IN ('logo', 'favicon')),
  media_type  text NOT NULL CHECK (media_type IN ('image/png', 'image/svg+xml')),
  bytes       bytea NOT NULL CHECK (octet_length(bytes) <= 200000),
  hash        bytea NOT NULL, -- SHA-256
  changed_at  timestamptz NOT NULL,
  PRIMARY KEY (reseller_id, kind)
);
CALL tollgate_guard('brand_pictures', NULL, 'INSERT, UPDATE, DELETE');

-- A host name leads to one reseller's portal only, over the whole installation.
CREATE TABLE brand_hostnames (
  hostname    text PRIMARY KEY CHECK (hostname = lower(hostname)),
  reseller_id int4 NOT NULL REFERENCES resellers,
  portal      text NOT NULL CHECK (portal IN ('staff', 'customer')),
  UNIQUE (reseller_id, portal)
);
CALL tollgate_guard('brand_hostnames', NULL, 'INSERT, DELETE');
