-- A number names one alarm for ever: who acknowledges an alarm that is over must not hit another.
CREATE TABLE numbered_alarm (
  number          INTEGER PRIMARY KEY AUTOINCREMENT,
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
INSERT INTO numbered_alarm SELECT * FROM alarm;
DROP TABLE alarm;
ALTER TABLE numbered_alarm RENAME TO alarm;
