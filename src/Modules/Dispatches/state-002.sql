-- Each officer of a post has a draft of his own of the same dispatch, so that one on leave keeps nobody from revising it.
CREATE TABLE dispatch_draft_of (
  id      TEXT NOT NULL,
  person  TEXT NOT NULL,
  post    TEXT NOT NULL,
  content TEXT NOT NULL,
  number  BIGINT NOT NULL,
  saved   BIGINT NOT NULL,
  PRIMARY KEY (id, person, post)
);
INSERT INTO dispatch_draft_of (id, person, post, content, number, saved)
SELECT id, person, post, content, number, saved FROM dispatch_draft;
DROP TABLE dispatch_draft;
ALTER TABLE dispatch_draft_of RENAME TO dispatch_draft;
CREATE INDEX dispatch_draft_person ON dispatch_draft (person, post);
