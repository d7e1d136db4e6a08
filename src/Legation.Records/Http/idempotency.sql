-- Answers to requests that carried an Idempotency-Key, kept for seven days. A row without status is a reservation.
CREATE TABLE idempotency (
  account  TEXT NOT NULL,
  name     TEXT NOT NULL,
  request  BYTEA NOT NULL,
  access   BYTEA NOT NULL,
  run      TEXT NOT NULL,
  started  BIGINT NOT NULL,
  status   BIGINT,
  media    TEXT,
  location TEXT,
  etag     TEXT,
  body     BYTEA,
  PRIMARY KEY (account, name)
);
CREATE INDEX idempotency_started ON idempotency (started);
