-- Finds receipts among all that is journalled, for what peers refused in them.
CREATE INDEX journal_receipt ON journal (type, seq) WHERE type IN (2, 3);
