-- Tables of the directory. Dropped and rebuilt from the journal when this file changes.
-- Details as JSON: what an entry says beside its names, of which all may be absent.
CREATE TABLE p_party (
  seq          INTEGER PRIMARY KEY,
  record       TEXT NOT NULL,
  kind         TEXT NOT NULL,
  names        TEXT NOT NULL,
  organisation TEXT NOT NULL,
  office       TEXT,
  details      TEXT NOT NULL,
  home         TEXT NOT NULL,
  label        BIGINT NOT NULL,
  audience     BIGINT NOT NULL
);
CREATE UNIQUE INDEX p_party_record ON p_party (record);

CREATE TABLE p_person (
  seq      INTEGER PRIMARY KEY,
  record   TEXT NOT NULL,
  names    TEXT NOT NULL,
  details  TEXT NOT NULL,
  home     TEXT NOT NULL,
  label    BIGINT NOT NULL,
  audience BIGINT NOT NULL
);
CREATE UNIQUE INDEX p_person_record ON p_person (record);

CREATE TABLE p_holding (
  seq        INTEGER PRIMARY KEY,
  record     TEXT NOT NULL,
  person     TEXT NOT NULL,
  post       TEXT NOT NULL,
  first_day  TEXT NOT NULL,
  last_day   TEXT,
  acting_for TEXT,
  label      BIGINT NOT NULL,
  audience   BIGINT NOT NULL
);
CREATE UNIQUE INDEX p_holding_record ON p_holding (record);

-- Terms as JSON: the route's body, with the time limits and deputies that it may have.
CREATE TABLE p_route (
  seq      INTEGER PRIMARY KEY,
  record   TEXT NOT NULL,
  sender   TEXT NOT NULL,
  terms    TEXT NOT NULL,
  via      TEXT,
  home     TEXT NOT NULL,
  label    BIGINT NOT NULL,
  audience BIGINT NOT NULL
);
CREATE UNIQUE INDEX p_route_record ON p_route (record);
CREATE INDEX p_route_sender ON p_route (sender);

CREATE TABLE p_subject (
  seq      INTEGER PRIMARY KEY,
  record   TEXT NOT NULL,
  names    TEXT NOT NULL,
  home     TEXT NOT NULL,
  label    BIGINT NOT NULL,
  audience BIGINT NOT NULL
);
CREATE UNIQUE INDEX p_subject_record ON p_subject (record);
