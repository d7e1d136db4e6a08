-- Distribution lists of this node. A list is expanded where one writes: no draft and no dispatch refers to one.
CREATE TABLE dispatch_list (
  id      TEXT PRIMARY KEY,
  name    TEXT NOT NULL,
  folded  TEXT NOT NULL,     -- the name as it is compared
  purpose TEXT NOT NULL,
  number  BIGINT NOT NULL,   -- counts the savings, for If-Match
  person  TEXT NOT NULL,     -- who saved it last
  changed BIGINT NOT NULL
);
CREATE UNIQUE INDEX dispatch_list_name ON dispatch_list (folded);

CREATE TABLE dispatch_list_member (
  list     TEXT NOT NULL,
  party    TEXT NOT NULL,
  action   BIGINT NOT NULL,  -- 0: for information
  position BIGINT NOT NULL,
  PRIMARY KEY (list, party)
);
