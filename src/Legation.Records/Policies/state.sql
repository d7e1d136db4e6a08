-- Versions of policies that the security officer has accepted. None is taken out: a later version is measured against
-- all of them. Ids are in capitals: they compare without case.
CREATE TABLE accepted_policy (
  policy      TEXT NOT NULL,
  version     BIGINT NOT NULL,
  body        BYTEA NOT NULL,
  accepted    BIGINT NOT NULL,
  accepted_by TEXT NOT NULL,
  PRIMARY KEY (policy, version)
);
