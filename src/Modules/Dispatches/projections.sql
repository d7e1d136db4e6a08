-- Tables of the dispatches' screens. Dropped and rebuilt from the journal when this file changes.
-- Lists run down the primary key, which is the order of the journal, so they need no further index.
CREATE TABLE p_dispatch (
  seq         INTEGER PRIMARY KEY,
  record      BYTEA NOT NULL,
  version     BIGINT NOT NULL,
  hash        BYTEA NOT NULL,
  number      TEXT NOT NULL,
  subject     TEXT NOT NULL,
  precedence  BIGINT NOT NULL,
  home        TEXT NOT NULL,
  author_post TEXT NOT NULL,
  deputy_post TEXT,
  author      TEXT NOT NULL,
  made        BIGINT NOT NULL,
  journalled  BIGINT NOT NULL,
  due         BIGINT,
  expires     BIGINT,
  action      TEXT NOT NULL,
  info        TEXT NOT NULL,
  in_reply_to TEXT,
  about       TEXT,
  copy        TEXT NOT NULL,
  review      BIGINT,
  label       BIGINT NOT NULL,
  audience    BIGINT NOT NULL
);
CREATE UNIQUE INDEX p_dispatch_record ON p_dispatch (record);
CREATE INDEX p_dispatch_due ON p_dispatch (seq) WHERE due IS NOT NULL;
CREATE INDEX p_dispatch_review ON p_dispatch (review) WHERE review IS NOT NULL;

-- In whose registers a dispatch stands, by addressee: registers of one post among many are found by it. acts is 1 for
-- those that are to act.
CREATE TABLE p_dispatch_party (
  party    BYTEA NOT NULL,
  seq      BIGINT NOT NULL,
  acts     BIGINT NOT NULL,
  label    BIGINT NOT NULL,
  audience BIGINT NOT NULL,
  PRIMARY KEY (party, seq)
);
CREATE INDEX p_dispatch_party_seq ON p_dispatch_party (seq);

-- The same for those to whom it was forwarded; seq is that of the grant.
CREATE TABLE p_dispatch_forward (
  party    BYTEA NOT NULL,
  seq      BIGINT NOT NULL,
  dispatch BYTEA NOT NULL,
  label    BIGINT NOT NULL,
  audience BIGINT NOT NULL,
  PRIMARY KEY (party, seq)
);

-- What was done about a dispatch: each row derives from the record of that act. The step cleared-ahead is a clearance of
-- flash under standing authority; authority is standing for it and for others cleared by rule. The steps lapsed and
-- passed-on are the end of the office's time: by_post is the office, text says after how many minutes. Which version it is
-- about goes by its hash: two may have one number where a node was restored from an older copy.
CREATE TABLE p_dispatch_step (
  seq              INTEGER PRIMARY KEY,
  record           BYTEA NOT NULL,
  dispatch         BYTEA NOT NULL,
  dispatch_hash    BYTEA NOT NULL,
  step             TEXT NOT NULL,
  node             TEXT NOT NULL,
  by_post          TEXT NOT NULL,
  deputy_post      TEXT,
  by_person        TEXT NOT NULL,
  made             BIGINT NOT NULL,
  text             TEXT NOT NULL,
  authority        TEXT,
  parties          TEXT NOT NULL,
  label            BIGINT NOT NULL,
  audience         BIGINT NOT NULL
);
CREATE INDEX p_dispatch_step_dispatch ON p_dispatch_step (dispatch);
CREATE INDEX p_dispatch_step_record ON p_dispatch_step (record);
CREATE INDEX p_dispatch_step_assigned ON p_dispatch_step (parties) WHERE step = 'assigned';
CREATE INDEX p_dispatch_step_releasable ON p_dispatch_step (step) WHERE step = 'made-releasable';
CREATE INDEX p_dispatch_step_cancelled ON p_dispatch_step (parties) WHERE step = 'cancelled';
CREATE INDEX p_dispatch_step_returned ON p_dispatch_step (dispatch) WHERE step = 'returned';
CREATE INDEX p_dispatch_step_ahead ON p_dispatch_step (step) WHERE step IN ('cleared-ahead', 'lapsed');

-- What the home of a dispatch said of its label; two rows where it was said under two labels.
CREATE TABLE p_dispatch_relabelling (
  seq              INTEGER PRIMARY KEY,
  record           BYTEA NOT NULL,
  dispatch         BYTEA NOT NULL,
  dispatch_version BIGINT NOT NULL,
  number           BIGINT NOT NULL,
  said             TEXT NOT NULL,
  text             TEXT NOT NULL,
  node             TEXT NOT NULL,
  by_post          TEXT NOT NULL,
  deputy_post      TEXT,
  by_person        TEXT NOT NULL,
  approved_post    TEXT,
  approved_deputy  TEXT,
  approved_person  TEXT,
  made             BIGINT NOT NULL,
  label            BIGINT NOT NULL,
  audience         BIGINT NOT NULL
);
CREATE INDEX p_dispatch_relabelling_dispatch ON p_dispatch_relabelling (dispatch);
