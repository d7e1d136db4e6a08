-- Since when a signing key is known here.
ALTER TABLE relay_node_key ADD COLUMN since BIGINT NOT NULL DEFAULT 0;
UPDATE relay_node_key SET since = COALESCE((SELECT accepted FROM relay_node WHERE node = relay_node_key.node), 0);

-- The pin before a renewal, until the node was seen with the new one; when its card was last renewed by a record.
ALTER TABLE relay_node ADD COLUMN former_pin BYTEA;
ALTER TABLE relay_node ADD COLUMN renewed BIGINT;

-- Keys that were revoked, known here or not. What came after that with them is not taken.
CREATE TABLE relay_revoked_key (
  node    TEXT NOT NULL,
  key     BYTEA NOT NULL,
  at      BIGINT NOT NULL,
  said_by TEXT NOT NULL,
  PRIMARY KEY (node, key)
);

-- Cards that this node has announced of itself. The last is in use, or will be once its renewals have gone out.
CREATE TABLE relay_own_card (
  number INTEGER PRIMARY KEY,
  card   BYTEA NOT NULL,
  in_use BIGINT NOT NULL
);

-- Positions of the renewals that must have gone out before that card comes into use.
CREATE TABLE relay_renewal (seq INTEGER PRIMARY KEY);
