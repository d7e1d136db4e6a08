-- A route that led elsewhere for a while took the term of what rested here with it. What is not to have one loses it again
-- when it is reckoned.
INSERT INTO dispatch_term (seq, dispatch, since, due, spent)
SELECT r.seq, c.record, NULL, 0, 0 FROM resting r JOIN current c ON c.seq = r.seq WHERE c.kind = 'dispatch'
ON CONFLICT (seq) DO NOTHING;
