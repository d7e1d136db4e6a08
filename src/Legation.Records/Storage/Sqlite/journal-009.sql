-- Who knows the hash of a content need not have it. A record that names it may have what is here only when its home has
-- shown that it has it: the record is this node's own, or the bytes came for it, or for another record of that home.
-- Home is null, and the content proven, in what was named under the rule of before.
ALTER TABLE attachment_name ADD COLUMN home TEXT;
ALTER TABLE attachment_name ADD COLUMN proven INTEGER NOT NULL DEFAULT 0;
UPDATE attachment_name SET proven = 1;
CREATE INDEX attachment_name_proven ON attachment_name (hash, home) WHERE proven = 1;
CREATE VIEW proven_attachment AS
SELECT n.hash, n.seq, n.size FROM attachment_name n
WHERE n.proven = 1
   OR EXISTS (SELECT 1 FROM attachment_name o WHERE o.hash = n.hash AND o.home = n.home AND o.proven = 1);
