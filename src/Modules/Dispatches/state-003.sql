-- What waits for a releaser, the second of two persons; or came back from one, with reasons.
CREATE TABLE dispatch_proposal (
  id           TEXT PRIMARY KEY,
  kind         TEXT NOT NULL,
  dispatch     TEXT NOT NULL,
  content      TEXT NOT NULL,
  reason       TEXT NOT NULL,
  person       TEXT NOT NULL,
  post         TEXT NOT NULL,
  on_behalf_of TEXT,
  at           BIGINT NOT NULL,
  returned     TEXT,
  returned_by  TEXT
);
CREATE INDEX dispatch_proposal_dispatch ON dispatch_proposal (dispatch);
