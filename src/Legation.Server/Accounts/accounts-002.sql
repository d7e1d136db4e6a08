-- Who acts for whom, both accounts of this node, from when to when and under which authority. One that was ended is gone;
-- the journal has it.
CREATE TABLE deputyship (
  id        TEXT PRIMARY KEY,
  deputy    TEXT NOT NULL,
  acts_for  TEXT NOT NULL,
  begins    BIGINT NOT NULL,
  ends      BIGINT NOT NULL,
  authority TEXT NOT NULL,
  made_by   TEXT NOT NULL
);
CREATE INDEX deputyship_deputy ON deputyship (deputy);
CREATE INDEX deputyship_acts_for ON deputyship (acts_for);

-- Under which of them a session acts for another; null: its account acts for itself.
ALTER TABLE account_session ADD COLUMN deputyship TEXT;
