-- Mails of the mailbox that were dealt with, by the mailbox's own number and by what they are.
CREATE TABLE mail_seen (
  validity    BIGINT NOT NULL,
  uid         BIGINT NOT NULL,
  fingerprint TEXT NOT NULL,
  sender      TEXT NOT NULL,
  at          BIGINT NOT NULL,
  drafted     BIGINT NOT NULL,
  PRIMARY KEY (validity, uid)
);
CREATE INDEX mail_seen_fingerprint ON mail_seen (fingerprint);
CREATE INDEX mail_seen_sender ON mail_seen (sender, at);

-- Mails that became no draft, with the reason; they stay in the mailbox.
CREATE TABLE mail_aside (
  number INTEGER PRIMARY KEY,
  at     BIGINT NOT NULL,
  sender TEXT NOT NULL,
  uid    BIGINT NOT NULL,
  reason TEXT NOT NULL
);
