-- Attachments of records of which a peer has given its receipt: one row for each record version and link. States as in
-- the outbox: 0 waits, 2 held back, 3 all that the record names is durable there, 4 refused. The number is the record's on
-- the lane of attachments, given in that epoch; 0 before its first sending.
CREATE TABLE relay_attached (
  link   BIGINT NOT NULL,
  seq    BIGINT NOT NULL,
  lane   BIGINT NOT NULL,
  place  BIGINT NOT NULL,
  state  BIGINT NOT NULL,
  epoch  BIGINT NOT NULL,
  number BIGINT NOT NULL,
  at     BIGINT NOT NULL,
  why    TEXT,
  PRIMARY KEY (link, seq)
);
CREATE INDEX relay_attached_open ON relay_attached (link, lane, place) WHERE state = 0;
CREATE INDEX relay_attached_seq ON relay_attached (seq);
