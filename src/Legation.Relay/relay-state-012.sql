-- The numbers in the last file that was written to be carried, to be compared with what has no receipt. Of files that were
-- written before, they were not kept: they are not spoken of any more.
DELETE FROM relay_written_file;
ALTER TABLE relay_written_file ADD COLUMN epoch BIGINT NOT NULL DEFAULT 0;
ALTER TABLE relay_written_file ADD COLUMN contents BIGINT NOT NULL DEFAULT 0;

-- Runs of them without a gap. On lane 5: of records whose contents are in it.
CREATE TABLE relay_written_numbers (
  link  BIGINT NOT NULL,
  lane  BIGINT NOT NULL,
  first BIGINT NOT NULL,
  last  BIGINT NOT NULL,
  PRIMARY KEY (link, lane, first)
);
