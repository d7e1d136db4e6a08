-- What a peer refused for good, for its operator's list.
CREATE INDEX relay_outbox_refused ON relay_outbox (link, lane) WHERE state = 4;
