-- Links to a visit's page. Whoever holds the token may look and act, so only its SHA-256 is kept.
create table visit_link (
  bucket   smallint not null,                   -- the customer's
  hash     bytea    not null,
  customer uuid     not null,
  visit    text     not null collate "C",       -- the first of the visits that follow each other
  made     bigint   not null,
  until    bigint   not null,                   -- readable so long at least; longer while a later visit is live
  revoked  bigint,
  primary key (bucket, hash)
);
-- A token names no customer, so nobody knows its bucket yet.
create index visit_link_by_hash on visit_link (hash);
create index visit_link_by_customer on visit_link (bucket, customer);
