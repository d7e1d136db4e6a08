CREATE TABLE p_introduction (
  seq          INTEGER PRIMARY KEY,
  label        BIGINT NOT NULL,
  audience     BIGINT NOT NULL,
  introduction TEXT NOT NULL,
  introducer   TEXT NOT NULL,
  node         TEXT NOT NULL,
  card         BYTEA NOT NULL
);
CREATE INDEX p_introduction_id ON p_introduction (introduction);
