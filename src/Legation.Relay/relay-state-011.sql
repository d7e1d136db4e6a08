-- The last file that was written to be carried to the peer of a link.
CREATE TABLE relay_written_file (
  link    INTEGER PRIMARY KEY,
  at      BIGINT NOT NULL,
  records BIGINT NOT NULL
);
