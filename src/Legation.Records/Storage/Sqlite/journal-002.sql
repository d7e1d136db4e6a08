-- Who is to have a record beside those whom it names: what records that grant it say.
CREATE TABLE granted (
  record BLOB NOT NULL,
  kind   TEXT NOT NULL,
  party  TEXT NOT NULL,
  PRIMARY KEY (record, kind, party)
) WITHOUT ROWID;

-- A record's audience grows by grants: what counts is the one that stands with its current version.
DROP VIEW journal_text;
CREATE VIEW journal_text AS
SELECT j.seq, c.label, c.audience,
  CASE WHEN json_valid(CAST(j.body AS TEXT)) THEN COALESCE(json_extract(CAST(j.body AS TEXT), '$.text'), '') ELSE '' END
    AS text
FROM journal j JOIN current c ON c.record = j.record AND c.seq = j.seq
WHERE j.type = 1 AND j.body IS NOT NULL;
