-- Drafts while they are typed: their author's alone, until released.
CREATE TABLE dispatch_draft (
  id      TEXT PRIMARY KEY,
  person  TEXT NOT NULL,
  post    TEXT NOT NULL,
  content TEXT NOT NULL,
  number  BIGINT NOT NULL,
  saved   BIGINT NOT NULL
);
CREATE INDEX dispatch_draft_person ON dispatch_draft (person, post);

-- One series of numbers per circle of those who may have a dispatch, so that a gap betrays nothing.
CREATE TABLE dispatch_series (
  circle TEXT NOT NULL,
  year   BIGINT NOT NULL,
  code   TEXT NOT NULL,
  last   BIGINT NOT NULL,
  PRIMARY KEY (circle, year)
);
CREATE UNIQUE INDEX dispatch_series_code ON dispatch_series (code, year);

-- Arriving dispatches that this office clears by rule, under a named person's standing authority.
CREATE TABLE dispatch_standing (
  sender TEXT PRIMARY KEY,
  person TEXT NOT NULL,
  post   TEXT NOT NULL
);
