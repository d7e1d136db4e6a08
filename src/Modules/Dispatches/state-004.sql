-- A proposal says itself what a list shows of it, and what whoever sees it must be able to read. What waited is to be
-- proposed anew; its draft or dispatch is as it was.
DELETE FROM dispatch_proposal;
ALTER TABLE dispatch_proposal ADD COLUMN title TEXT NOT NULL DEFAULT '';
ALTER TABLE dispatch_proposal ADD COLUMN asks TEXT NOT NULL DEFAULT '';
ALTER TABLE dispatch_proposal ADD COLUMN labels TEXT NOT NULL DEFAULT '[]';
ALTER TABLE dispatch_proposal ADD COLUMN about TEXT NOT NULL DEFAULT '';
