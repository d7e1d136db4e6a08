-- What label and audience stood for a record before it came to have others, and when: who could have it until then.
CREATE TABLE access_before (
  effect   INTEGER NOT NULL,
  record   BLOB NOT NULL,
  kind     TEXT NOT NULL,
  label    INTEGER NOT NULL,
  audience INTEGER NOT NULL,
  PRIMARY KEY (effect, record, kind, label, audience)
) WITHOUT ROWID;
