-- Alarms that stand: what is wrong now, or has happened and was not acknowledged. What is over is in the journal alone.
CREATE TABLE alarm (
  number          INTEGER PRIMARY KEY,
  what            TEXT NOT NULL,
  peer            TEXT NOT NULL,
  severity        INTEGER NOT NULL,
  words           TEXT NOT NULL,
  remedy          TEXT NOT NULL,
  ends_by_itself  INTEGER NOT NULL,
  since           INTEGER NOT NULL,
  last            INTEGER NOT NULL,
  times           INTEGER NOT NULL,
  acknowledged    INTEGER,
  acknowledged_by TEXT,
  UNIQUE (what, peer)
);
