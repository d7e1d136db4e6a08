-- The text that a draft had before one from a file was taken into it, so that its author gets it back; what was not taken
-- over, in words.
CREATE TABLE dispatch_former_text (
  id      TEXT NOT NULL,
  person  TEXT NOT NULL,
  post    TEXT NOT NULL,
  text    TEXT NOT NULL,
  file    TEXT NOT NULL,
  dropped TEXT NOT NULL,
  is_back BIGINT NOT NULL,
  PRIMARY KEY (id, person, post)
);
