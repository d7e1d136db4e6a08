-- How far the journal is indexed.
CREATE TABLE mark (
  id       INTEGER PRIMARY KEY CHECK (id = 1),
  position INTEGER NOT NULL,
  leaf     BLOB NOT NULL
);
INSERT INTO mark (id, position, leaf) VALUES (1, 0, zeroblob(32));

-- The index is kept in parts, tables words_NUMBER: what comes in is merged with its part alone, and the newest are found
-- without the older parts. A part has the positions from one to another; entries counts what was entered, once more if it
-- was again.
CREATE TABLE part (
  number  INTEGER PRIMARY KEY,
  first   INTEGER NOT NULL,
  last    INTEGER NOT NULL,
  entries INTEGER NOT NULL
);
