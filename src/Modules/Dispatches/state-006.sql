-- How long the office of this node has to clear what rests here: a row for each version, whether its route sets a time or
-- not.
CREATE TABLE dispatch_term (
  seq      INTEGER PRIMARY KEY,  -- position of the version in the journal
  dispatch BYTEA NOT NULL,
  since    BIGINT,               -- when the term began; null: it has not begun, for clocks are in doubt
  due      BIGINT NOT NULL,      -- when it ends; 0: to be reckoned; 9223372036854775807: never, by its route
  spent    BIGINT NOT NULL       -- minutes of the terms before it
);
CREATE INDEX dispatch_term_dispatch ON dispatch_term (dispatch);
CREATE INDEX dispatch_term_due ON dispatch_term (due);
INSERT INTO dispatch_term (seq, dispatch, since, due, spent)
SELECT r.seq, c.record, NULL, 0, 0 FROM resting r JOIN current c ON c.seq = r.seq WHERE c.kind = 'dispatch';
