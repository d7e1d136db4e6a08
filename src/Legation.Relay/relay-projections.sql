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

CREATE TABLE p_non_delivery (
  seq        INTEGER PRIMARY KEY,
  record     BYTEA NOT NULL,
  about      BYTEA NOT NULL,
  about_kind TEXT NOT NULL,
  version    BIGINT NOT NULL,
  node       TEXT NOT NULL,
  receiver   TEXT NOT NULL,
  parties    TEXT NOT NULL,
  why        TEXT NOT NULL,
  code       TEXT,
  made       BIGINT NOT NULL,
  label      BIGINT NOT NULL,
  audience   BIGINT NOT NULL
);
CREATE INDEX p_non_delivery_record ON p_non_delivery (record);
CREATE INDEX p_non_delivery_about ON p_non_delivery (about);
