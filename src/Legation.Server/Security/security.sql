-- Finds decisions, acts and events among all that is journalled. Statements run once; a change is a new numbered script.
CREATE INDEX journal_decision ON journal (type, seq) WHERE type IN (4, 6, 7);
