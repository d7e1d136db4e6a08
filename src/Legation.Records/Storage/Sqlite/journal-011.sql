-- Alarms about what has happened that somebody has acknowledged: listed for a while, so that others see who did.
CREATE TABLE acknowledged_alarm (
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
  acknowledged    INTEGER NOT NULL,
  acknowledged_by TEXT NOT NULL
);
