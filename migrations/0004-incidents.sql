-- The coarse area a customer was last heard to be in: a district, never a street.
alter table person add column area text collate "C";
update person p set area = f.data->>'area'
  from (select distinct on (bucket, subject) bucket, subject, data from fact
         where subject_kind = 0 and type = 'customer.updated' and data->>'area' is not null
         order by bucket, subject, seq desc) f
 where f.bucket = p.bucket and f.subject = p.customer;

-- A fact of a silo's that is being passed on to customers, bucket by bucket, and how far it has come.
create table passing (
  bucket  smallint not null,                    -- the silo's
  n       bigint   generated always as identity,
  subject uuid     not null,
  fact    json     not null,
  next    smallint not null default 0,          -- the first bucket whose customers have not been looked at
  primary key (bucket, n)
);

-- Whom an incident was passed on to: they hear of its end as well.
create table struck (
  bucket   smallint not null,
  customer uuid     not null,
  incident text     not null collate "C",
  primary key (bucket, incident, customer)
);
