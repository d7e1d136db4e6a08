-- Attachments that are held back or were refused, for their operator's list.
CREATE INDEX relay_attached_held ON relay_attached (link, seq) WHERE state = 2;
CREATE INDEX relay_attached_refused ON relay_attached (link, seq) WHERE state = 4;
