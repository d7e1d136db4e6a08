-- Standing authority: under it this office clears what a post sends as it arrives, in a named person's name. What was
-- journalled before or at its own entry of the journal waits for a person. The former table never had a row.
DROP TABLE dispatch_standing;
CREATE TABLE dispatch_standing (
  id         TEXT PRIMARY KEY,
  sender     TEXT NOT NULL,
  person     TEXT NOT NULL,
  post       TEXT NOT NULL,
  flash_only BIGINT NOT NULL,
  since      BIGINT NOT NULL,
  after_seq  BIGINT NOT NULL
);
CREATE UNIQUE INDEX dispatch_standing_giver ON dispatch_standing (person, post, sender);
