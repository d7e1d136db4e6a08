-- Attachments may have gone in a file with their record before the peer has given its receipt for it: state 1 of
-- relay_attached. Receipts that are carried back find theirs by number.
CREATE INDEX relay_attached_number ON relay_attached (link, epoch, number);
