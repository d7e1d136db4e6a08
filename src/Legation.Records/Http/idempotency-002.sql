-- A reservation is told by having no status; in which run of the node it was made is asked by nobody.
ALTER TABLE idempotency DROP COLUMN run;
