-- Which record versions name which attachments. Only content that is named here is taken from a peer; what neither a
-- record nor a draft names is removed.
CREATE TABLE attachment_name (
  hash BLOB NOT NULL,
  seq  INTEGER NOT NULL,
  size INTEGER NOT NULL,
  PRIMARY KEY (hash, seq)
) WITHOUT ROWID;
CREATE INDEX attachment_name_seq ON attachment_name (seq);
