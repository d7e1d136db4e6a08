-- What a releaser let go, and what he had read for it: a revision of it needs a releaser again.
CREATE TABLE dispatch_let_go (
  dispatch TEXT PRIMARY KEY,
  about    TEXT NOT NULL
);
ALTER TABLE dispatch_proposal ADD COLUMN returned_deputy TEXT;
