-- Records that were withdrawn after they had their numbers, until the receipt of their batch is in: their place in the
-- outbox, and where the signed void stands in the journal.
CREATE TABLE relay_void (
  link  BIGINT NOT NULL,
  lane  BIGINT NOT NULL,
  place BIGINT NOT NULL,
  seq   BIGINT NOT NULL,
  PRIMARY KEY (link, lane, place)
);
