-- Whether an alert is for who is to clear the dispatch: then it ends when anybody at the office clears or returns it. Of what
-- people here did: whether it was that.
ALTER TABLE duty_arrival ADD COLUMN to_clear BIGINT NOT NULL DEFAULT 0;
ALTER TABLE duty_alert ADD COLUMN to_clear BIGINT NOT NULL DEFAULT 0;
