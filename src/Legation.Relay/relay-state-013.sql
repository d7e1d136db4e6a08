-- What was withdrawn before all of it had gone: once, when its withdrawal first takes effect; told is 1 where that is queued.
CREATE TABLE relay_withdrawn (
  record BYTEA NOT NULL,
  kind   TEXT NOT NULL,
  told   BIGINT NOT NULL,
  PRIMARY KEY (record, kind)
);

-- What had a number and no receipt when its link was removed: the peer may have it.
CREATE TABLE relay_in_doubt (seq INTEGER PRIMARY KEY);
