-- Why a releaser was asked, and who let it go: for those two, on the track of what came of it. And what had to be read for
-- it: a revision is made from all of that.
CREATE TABLE dispatch_approval (
  record                TEXT NOT NULL,
  reason                TEXT NOT NULL,
  about                 TEXT NOT NULL,
  person                TEXT NOT NULL,
  post                  TEXT NOT NULL,
  on_behalf_of          TEXT,
  releaser              TEXT NOT NULL,
  releaser_post         TEXT NOT NULL,
  releaser_on_behalf_of TEXT,
  at                    BIGINT NOT NULL
);
CREATE INDEX dispatch_approval_record ON dispatch_approval (record);
CREATE INDEX dispatch_approval_person ON dispatch_approval (person);
CREATE INDEX dispatch_approval_releaser ON dispatch_approval (releaser);
ALTER TABLE dispatch_proposal ADD COLUMN returned_deputy TEXT;
