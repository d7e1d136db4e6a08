-- Duty rosters, one for each party, as JSON.
CREATE TABLE duty_roster (party TEXT PRIMARY KEY, content TEXT NOT NULL);

-- Urgent dispatches that have taken effect here, and what people here did about them, until alerts are made of it.
CREATE TABLE duty_arrival (
  seq        INTEGER PRIMARY KEY,
  record     TEXT NOT NULL,
  version    BIGINT NOT NULL,
  precedence BIGINT NOT NULL,
  parties    TEXT NOT NULL,
  person     TEXT,
  at         BIGINT NOT NULL
);

-- Alerts. Due is when the next person is called; 9223372036854775807: nobody is left to call.
CREATE TABLE duty_alert (
  number       INTEGER PRIMARY KEY,
  party        TEXT NOT NULL,
  record       TEXT NOT NULL,
  version      BIGINT NOT NULL,
  precedence   BIGINT NOT NULL,
  at           BIGINT NOT NULL,
  step         BIGINT NOT NULL,
  due          BIGINT NOT NULL,
  acknowledged BIGINT,
  by_account   TEXT,
  UNIQUE (party, record, version)
);
CREATE INDEX duty_alert_open ON duty_alert (due) WHERE acknowledged IS NULL;

-- Mails of a step, one for each person. States: 0 waits, 1 sent.
CREATE TABLE duty_mail (
  number  INTEGER PRIMARY KEY,
  alert   BIGINT NOT NULL,
  step    BIGINT NOT NULL,
  account TEXT NOT NULL,
  address TEXT NOT NULL,
  state   BIGINT NOT NULL,
  tries   BIGINT NOT NULL,
  due     BIGINT NOT NULL,
  UNIQUE (alert, step, account)
);
CREATE INDEX duty_mail_open ON duty_mail (due) WHERE state = 0;
