-- What a releaser let go, and what he had read for it: a revision of it is made from all of that.
CREATE TABLE dispatch_let_go (
  dispatch TEXT PRIMARY KEY,
  about    TEXT NOT NULL
);
ALTER TABLE dispatch_proposal ADD COLUMN returned_deputy TEXT;
