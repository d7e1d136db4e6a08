-- The newest version of each policy record. The policy itself stands in the journal.
CREATE TABLE p_policy (
  seq      INTEGER PRIMARY KEY,
  record   TEXT NOT NULL,
  home     TEXT NOT NULL,
  policy   TEXT NOT NULL,
  version  BIGINT NOT NULL,
  label    BIGINT NOT NULL,
  audience BIGINT NOT NULL
);
CREATE UNIQUE INDEX p_policy_record ON p_policy (record);
-- Ids of policies in capitals: they compare without case.
CREATE INDEX p_policy_policy ON p_policy (policy);
