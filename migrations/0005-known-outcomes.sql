-- When the making of a version was heard, when it was first heard to be open no more, and how it stood when its outcome
-- counted (at its due time, or when it was heard if that was later): how silos stand is counted by what was known. Null:
-- it does not count.
alter table promise
  add column heard bigint,
  add column settled_heard bigint,
  add column outcome text collate "C";
-- Of what is on record no more is known than when it became true.
update promise set heard = made,
                   settled_heard = case when state <> 'open' then coalesce(settled, made) end,
                   outcome = case when state <> 'open' then state end
 where counted or "to" is not null;
