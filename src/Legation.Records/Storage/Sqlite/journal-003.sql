-- What records that relabel others say of versions of them. Of what is said of a version the highest number counts.
CREATE TABLE relabelling (
  record    BLOB NOT NULL,
  kind      TEXT NOT NULL,
  hash      BLOB NOT NULL,
  by_record BLOB NOT NULL,
  by_kind   TEXT NOT NULL,
  number    INTEGER NOT NULL,
  label     BLOB NOT NULL,
  PRIMARY KEY (record, kind, hash, by_record, by_kind)
) WITHOUT ROWID;

-- The label that counts where it is not the originator's, with its dates.
ALTER TABLE current ADD COLUMN relabelled BLOB;

-- Records that may be had otherwise than when they took effect: a replay that has passed them shows them again.
CREATE TABLE access_changed (seq INTEGER PRIMARY KEY, effect INTEGER NOT NULL);
CREATE INDEX access_changed_effect ON access_changed (effect);
CREATE INDEX relabelling_by_record ON relabelling (by_record);
