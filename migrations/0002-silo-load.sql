-- Whole hours whose load is on record as silo.load facts, so that an hour is counted once. Those facts have a log of their own
-- within the silo: subject_kind 3, numbered from 1 in each hour, heard at the whole hour. They are many, and no turn folds them.
create table load_hour (
  hour    bigint  primary key,
  counted integer not null,                     -- pairs of owner and kind there were
  written integer not null                      -- pairs that read differently from the hour before
);
