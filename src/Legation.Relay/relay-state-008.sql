-- The instant after which a record is of no use, beside the row that waits; null: none.
ALTER TABLE relay_outbox ADD COLUMN expires BIGINT;
CREATE INDEX relay_outbox_expiring ON relay_outbox (expires) WHERE expires IS NOT NULL AND state IN (0, 2);

-- Records that expire while they wait for something else than a link: they rest here, or nobody was known to take them.
CREATE TABLE relay_expiring (
  seq     INTEGER PRIMARY KEY,
  expires BIGINT NOT NULL
);
CREATE INDEX relay_expiring_expires ON relay_expiring (expires);

-- What was stated as not delivered: once for each version and receiver.
CREATE TABLE relay_not_delivered (
  seq      BIGINT NOT NULL,
  receiver TEXT NOT NULL,
  PRIMARY KEY (seq, receiver)
);
