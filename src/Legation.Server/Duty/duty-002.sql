-- What the Message-ID of a mail is made of.
ALTER TABLE duty_mail ADD COLUMN token TEXT NOT NULL DEFAULT '';
UPDATE duty_mail SET token = 'earlier-' || CAST(number AS TEXT);
