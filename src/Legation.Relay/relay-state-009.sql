-- What a peer has said last of its journal and its lanes, signed by it.
CREATE TABLE relay_head (
  peer   TEXT PRIMARY KEY,
  signed BYTEA NOT NULL
);
