-- The journal and what belongs to it. Statements run once; a change is a new numbered script.
CREATE TABLE journal (
  seq      INTEGER PRIMARY KEY,
  type     INTEGER NOT NULL,
  at       INTEGER NOT NULL,
  record   BLOB,
  label    INTEGER NOT NULL,
  audience INTEGER NOT NULL,
  leaf     BLOB NOT NULL,
  content  BLOB NOT NULL,
  salt     BLOB,
  body     BLOB
);

-- The newest version in effect of each record, by epoch and version.
CREATE TABLE current (
  record   BLOB NOT NULL,
  kind     TEXT NOT NULL,
  epoch    INTEGER NOT NULL,
  version  INTEGER NOT NULL,
  seq      INTEGER NOT NULL,
  hash     BLOB NOT NULL,
  label    INTEGER NOT NULL,
  audience INTEGER NOT NULL,
  PRIMARY KEY (record, kind)
) WITHOUT ROWID;

-- Verified versions that are here but not current: superseded, or held for a referent.
CREATE TABLE other_version (
  record   BLOB NOT NULL,
  kind     TEXT NOT NULL,
  epoch    INTEGER NOT NULL,
  version  INTEGER NOT NULL,
  seq      INTEGER NOT NULL,
  hash     BLOB NOT NULL,
  PRIMARY KEY (record, kind, epoch, version)
) WITHOUT ROWID;

-- Records that wait for a referent, or, unverified, for their home's card, before they take effect.
CREATE TABLE held (
  missing    TEXT NOT NULL,
  unverified INTEGER NOT NULL,
  seq        INTEGER NOT NULL,
  hash       BLOB NOT NULL,
  PRIMARY KEY (missing, unverified, seq)
) WITHOUT ROWID;

-- Records that took effect after they were journalled, in the order in which they did: a replay keeps to it.
CREATE TABLE late_effect (
  effect  INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  seq     INTEGER NOT NULL,
  PRIMARY KEY (effect, ordinal, seq)
) WITHOUT ROWID;
CREATE UNIQUE INDEX late_effect_by_seq ON late_effect (seq);

-- Interned values: small integers on every row.
CREATE TABLE label (id INTEGER PRIMARY KEY, value BLOB NOT NULL UNIQUE);
CREATE TABLE audience (id INTEGER PRIMARY KEY, value TEXT NOT NULL UNIQUE);
CREATE TABLE party (id INTEGER PRIMARY KEY, value TEXT NOT NULL UNIQUE);
CREATE TABLE audience_party (
  audience INTEGER NOT NULL,
  party    INTEGER NOT NULL,
  PRIMARY KEY (audience, party)
) WITHOUT ROWID;

-- The audit tree's right edge after the last transaction.
CREATE TABLE audit_head (
  id       INTEGER PRIMARY KEY CHECK (id = 1),
  size     INTEGER NOT NULL,
  frontier BLOB NOT NULL
);
INSERT INTO audit_head (id, size, frontier) VALUES (1, 0, x'');

CREATE TABLE follower (name TEXT PRIMARY KEY, position INTEGER NOT NULL) WITHOUT ROWID;

-- The running text of each record's newest version in effect, for the plain search: by convention the member "text".
-- A kind that no module here knows may have any body.
CREATE VIEW journal_text AS
SELECT j.seq, j.label, j.audience,
  CASE WHEN json_valid(CAST(j.body AS TEXT)) THEN COALESCE(json_extract(CAST(j.body AS TEXT), '$.text'), '') ELSE '' END
    AS text
FROM journal j JOIN current c ON c.record = j.record AND c.seq = j.seq
WHERE j.type = 1 AND j.body IS NOT NULL;
