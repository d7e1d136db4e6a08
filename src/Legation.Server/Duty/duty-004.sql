-- A version is its number in its epoch: a node that was restored may write the same number again, of another text.
ALTER TABLE duty_arrival ADD COLUMN epoch BIGINT NOT NULL DEFAULT 1;

CREATE TABLE duty_alert_of_epoch (
  number       INTEGER PRIMARY KEY,
  party        TEXT NOT NULL,
  record       TEXT NOT NULL,
  epoch        BIGINT NOT NULL,
  version      BIGINT NOT NULL,
  precedence   BIGINT NOT NULL,
  at           BIGINT NOT NULL,
  step         BIGINT NOT NULL,
  due          BIGINT NOT NULL,
  acknowledged BIGINT,
  by_account   TEXT,
  to_clear     BIGINT NOT NULL,
  UNIQUE (party, record, epoch, version)
);
INSERT INTO duty_alert_of_epoch
  (number, party, record, epoch, version, precedence, at, step, due, acknowledged, by_account, to_clear)
SELECT number, party, record, 1, version, precedence, at, step, due, acknowledged, by_account, to_clear FROM duty_alert;
DROP TABLE duty_alert;
ALTER TABLE duty_alert_of_epoch RENAME TO duty_alert;
CREATE INDEX duty_alert_open ON duty_alert (due) WHERE acknowledged IS NULL;
