-- Node state of the relay. Statements run once; a change is a new numbered script.

-- Nodes whose cards the security officer has accepted, with what labels each may have, and whether its routes hold here.
CREATE TABLE relay_node (
  node         TEXT PRIMARY KEY,
  card         BYTEA NOT NULL,
  clearance    TEXT NOT NULL,
  accepted     BIGINT NOT NULL,
  rules_routes BIGINT NOT NULL
);

-- All signing keys under which a node has been accepted: what was signed with an earlier one stays valid.
CREATE TABLE relay_node_key (
  node TEXT NOT NULL,
  key  BYTEA NOT NULL,
  PRIMARY KEY (node, key)
);

-- Links. Records up to fill_to that were here before the link are offered to it up to filled.
CREATE TABLE relay_link (
  number  INTEGER PRIMARY KEY,
  peer    TEXT NOT NULL UNIQUE,
  rest    BIGINT NOT NULL,
  paused  BIGINT NOT NULL,
  filled  BIGINT NOT NULL,
  fill_to BIGINT NOT NULL
);

-- One row for each record version and link. States: 0 queued, 1 sent, 2 held back, 3 delivered, 4 refused.
CREATE TABLE relay_outbox (
  place INTEGER PRIMARY KEY,
  seq   BIGINT NOT NULL,
  link  BIGINT NOT NULL,
  lane  BIGINT NOT NULL,
  state BIGINT NOT NULL,
  size  BIGINT NOT NULL,
  hash  BYTEA NOT NULL,
  at    BIGINT NOT NULL,
  why   TEXT,
  UNIQUE (seq, link)
);
CREATE INDEX relay_outbox_open ON relay_outbox (link, lane, place) WHERE state <= 1;
CREATE INDEX relay_outbox_held ON relay_outbox (link, lane) WHERE state = 2;

-- Records whose audience names a party that is not in the directory here yet.
CREATE TABLE relay_awaited_party (
  party TEXT NOT NULL,
  seq   BIGINT NOT NULL,
  PRIMARY KEY (party, seq)
);

-- Records that rested here and were let go: a link added later may have them.
CREATE TABLE relay_freed (seq INTEGER PRIMARY KEY);

-- Next number of each outgoing lane.
CREATE TABLE relay_lane_out (
  link      BIGINT NOT NULL,
  epoch     BIGINT NOT NULL,
  lane      BIGINT NOT NULL,
  next      BIGINT NOT NULL,
  delivered BIGINT NOT NULL,
  PRIMARY KEY (link, epoch, lane)
);

-- Batches that have numbers and no receipt yet: their records stand between two places in state 1.
CREATE TABLE relay_batch (
  link       BIGINT NOT NULL,
  epoch      BIGINT NOT NULL,
  lane       BIGINT NOT NULL,
  first      BIGINT NOT NULL,
  last       BIGINT NOT NULL,
  from_place BIGINT NOT NULL,
  to_place   BIGINT NOT NULL,
  PRIMARY KEY (link, epoch, lane, first)
);

-- Highest number of each incoming lane up to which all have come.
CREATE TABLE relay_lane_in (
  peer   TEXT NOT NULL,
  epoch  BIGINT NOT NULL,
  lane   BIGINT NOT NULL,
  cursor BIGINT NOT NULL,
  PRIMARY KEY (peer, epoch, lane)
);

-- Receipts given; the signed bytes stand in the journal at seq.
CREATE TABLE relay_receipt (
  peer    TEXT NOT NULL,
  epoch   BIGINT NOT NULL,
  lane    BIGINT NOT NULL,
  first   BIGINT NOT NULL,
  last    BIGINT NOT NULL,
  content BYTEA NOT NULL,
  seq     BIGINT NOT NULL,
  PRIMARY KEY (peer, epoch, lane, first)
);
