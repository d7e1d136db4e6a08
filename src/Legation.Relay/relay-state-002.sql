-- Links that were removed. The number is kept for the peer: its lanes go on where they were, for the peer remembers what
-- it has taken, and what was delivered stays delivered.
CREATE TABLE relay_former_link (
  peer   TEXT PRIMARY KEY,
  number BIGINT NOT NULL
);
