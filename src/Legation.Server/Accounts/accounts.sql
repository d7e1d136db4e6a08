-- Who may sign in on this node. Names of persons and posts are the directory's; the text here serves until it knows them.
CREATE TABLE account (
  name      TEXT PRIMARY KEY,
  person    TEXT NOT NULL,
  post      TEXT NOT NULL,
  shown     TEXT NOT NULL,
  position  TEXT NOT NULL,
  password  TEXT,
  duties    BIGINT NOT NULL,
  clearance TEXT NOT NULL,
  disabled  BIGINT NOT NULL,
  made      BIGINT NOT NULL
);

-- Sessions, one-time links and tokens are found by the SHA-256 of their secret, which is not kept.
CREATE TABLE account_session (
  digest  BYTEA PRIMARY KEY,
  account TEXT NOT NULL,
  made    BIGINT NOT NULL,
  expires BIGINT NOT NULL
);
CREATE INDEX account_session_expires ON account_session (expires);

CREATE TABLE sign_in_link (
  digest  BYTEA PRIMARY KEY,
  account TEXT NOT NULL,
  expires BIGINT NOT NULL
);

CREATE TABLE access_token (
  id      TEXT PRIMARY KEY,
  digest  BYTEA NOT NULL UNIQUE,
  account TEXT NOT NULL,
  name    TEXT NOT NULL,
  made    BIGINT NOT NULL,
  expires BIGINT NOT NULL,
  revoked BIGINT
);

-- By the name that was typed, whether or not there is such an account, so that locking tells nothing of that.
CREATE TABLE sign_in_failure (
  name         BYTEA PRIMARY KEY,
  failures     BIGINT NOT NULL,
  last         BIGINT NOT NULL,
  locked_until BIGINT
);
