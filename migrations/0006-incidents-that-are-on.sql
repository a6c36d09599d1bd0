-- Incidents that are on: who first reports from a struck area later hears of them too.
create table incident (
  bucket   smallint not null,                   -- the silo's
  incident text     not null collate "C",
  areas    text[]   not null,
  fact     json     not null,                   -- its latest declaration
  primary key (bucket, incident)
);
