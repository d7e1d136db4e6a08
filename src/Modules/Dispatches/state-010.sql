-- With whom a draft is shared. One person has one draft of a dispatch before him: his own, or one that is shared with him.
CREATE TABLE dispatch_draft_share (
  draft      TEXT NOT NULL,
  owner      TEXT NOT NULL,
  owner_post TEXT NOT NULL,
  person     TEXT NOT NULL,
  role       TEXT NOT NULL,
  at         BIGINT NOT NULL,
  PRIMARY KEY (draft, person)
);
CREATE INDEX dispatch_draft_share_person ON dispatch_draft_share (person);
CREATE INDEX dispatch_draft_share_owner ON dispatch_draft_share (draft, owner, owner_post);

-- What was said of a paragraph of a draft, and what other words were proposed for it; as long as it is a draft. Its words
-- stand as they were, so who may not have what they were written under does not see them.
CREATE TABLE dispatch_draft_comment (
  id         TEXT PRIMARY KEY,
  draft      TEXT NOT NULL,
  owner      TEXT NOT NULL,
  owner_post TEXT NOT NULL,
  person     TEXT NOT NULL,
  post       TEXT NOT NULL,
  at         BIGINT NOT NULL,
  position   BIGINT NOT NULL,
  paragraph  TEXT NOT NULL,
  remark     TEXT NOT NULL,
  proposed   TEXT,           -- null: a comment
  labels     TEXT NOT NULL,
  about      TEXT NOT NULL,
  state      TEXT NOT NULL,  -- open, accepted, declined, done
  answer     TEXT NOT NULL,
  decided_by TEXT,
  decided    BIGINT
);
CREATE INDEX dispatch_draft_comment_draft ON dispatch_draft_comment (draft, owner, owner_post, at);

-- Who saved a draft last, where that was a co-author.
ALTER TABLE dispatch_draft ADD COLUMN writer TEXT;
