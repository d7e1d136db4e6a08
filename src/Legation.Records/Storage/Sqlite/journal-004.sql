-- Kinds of records of which this node knows what follows from them. What came before it knew is placed anew.
CREATE TABLE known_kind (name TEXT PRIMARY KEY) WITHOUT ROWID;
INSERT INTO known_kind (name) SELECT DISTINCT kind FROM current;
