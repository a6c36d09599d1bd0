-- What is expected of an open version, as it was last stated: what the customer was told, what an agent sees. Written beside
-- promise.in-jeopardy and with every heads-up: {level, probability, expected, reason, model, at}, instants in milliseconds.
alter table promise add column forecast jsonb;
