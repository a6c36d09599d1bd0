-- What all migrations together make: written by a test, never by hand, so that each change shows as a difference.
-- TROTH_WRITE=1 npx vitest run --project database src/store/schema/dump.db.test.ts

create function at(ms bigint) returns timestamp with time zone language sql immutable parallel safe as $$ select timestamptz 'epoch' + ms * interval '1 millisecond' $$;

create table address (
  bucket smallint not null,
  customer uuid not null,
  hash uuid not null,
  channel text collate "C" not null,
  kept boolean not null default false,
  constraint address_pkey primary key (bucket, customer, hash)
);
create index address_as_heard on address using btree (bucket) where (NOT kept);
create index address_by_hash on address using btree (hash);

create table alias (
  bucket smallint not null,
  customer uuid not null,
  alias text collate "C" not null,
  heard bigint not null,
  constraint alias_pkey primary key (bucket, customer)
);

create table api_key (
  id text collate "C" not null,
  name text not null,
  hash bytea not null,
  may json not null,
  made bigint not null,
  revoked bigint,
  constraint api_key_pkey primary key (id),
  constraint api_key_hash_key unique (hash)
);

create table attempt (
  bucket smallint not null,
  message text collate "C" not null,
  n smallint not null,
  customer uuid not null,
  channel text collate "C" not null,
  state text collate "C" not null,
  provider_id text collate "C",
  reason text collate "C",
  began bigint not null,
  ended bigint,
  needs text collate "C",
  counts text collate "C",
  constraint attempt_pkey primary key (bucket, message, n)
) with (fillfactor=80);
create index attempt_by_customer on attempt using btree (bucket, customer, began);
create index attempt_by_provider on attempt using btree (provider_id) where (provider_id IS NOT NULL);
create index attempt_sending on attempt using btree (bucket) where (state = 'sending'::text);

create table audit (
  n bigint not null,
  at bigint not null,
  who text not null,
  what text collate "C" not null,
  detail json not null,
  hash bytea not null,
  constraint audit_pkey primary key (n)
);

create table calendar_version (
  calendar text collate "C" not null,
  valid_from bigint not null,
  content json not null,
  constraint calendar_version_pkey primary key (calendar, valid_from)
);

create table "case" (
  bucket smallint not null,
  id text collate "C" not null,
  customer uuid,
  kind text collate "C" not null,
  about text collate "C",
  opened bigint not null,
  assignee text,
  due bigint,
  closed bigint,
  disposition text collate "C",
  says text not null,
  notes json not null default '[]'::json,
  constraint case_pkey primary key (bucket, id)
);
create index case_by_customer on "case" using btree (bucket, customer);
create index case_open on "case" using btree (bucket, due) where (closed IS NULL);

create table consent (
  bucket smallint not null,
  customer uuid not null,
  channel text collate "C" not null,
  class text collate "C" not null,
  valid_from bigint not null,
  given boolean not null,
  about text collate "C" not null default ''::text,
  constraint consent_pkey primary key (bucket, customer, channel, class, about, valid_from)
);

create table decision (
  bucket smallint not null,
  customer uuid not null,
  anchor text collate "C" not null,
  moment text collate "C" not null,
  occurrence text collate "C" not null,
  n integer not null,
  id text collate "C" not null,
  outcome text collate "C" not null,
  at bigint not null,
  eligible_at bigint not null,
  promise text collate "C",
  version integer,
  expected bigint,
  action json not null,
  because json not null,
  playbook_version text collate "C" not null,
  model_version text collate "C",
  arm text collate "C" not null,
  propensity real not null,
  constraint decision_pkey primary key (bucket, customer, anchor, moment, occurrence)
);
create index decision_by_id on decision using btree (id);

create table erased (
  bucket smallint not null,
  customer uuid not null,
  at bigint not null,
  by text not null,
  constraint erased_pkey primary key (bucket, customer)
);

create table fact (
  bucket smallint not null,
  subject_kind smallint not null,
  subject uuid not null,
  seq integer not null,
  heard bigint not null,
  type text collate "C" not null,
  "time" bigint not null,
  known bigint,
  history boolean not null,
  origin smallint not null,
  source text collate "C" not null,
  id text collate "C" not null,
  about text collate "C" not null,
  sequence text collate "C",
  data json not null,
  personal bytea,
  key_id integer,
  constraint fact_pkey primary key (bucket, subject_kind, subject, seq, heard)
) partition by range (heard);
create index fact_by_heard on fact using brin (heard);

create table fact_other partition of fact default;

create table import (
  id text collate "C" not null,
  file text not null,
  started bigint not null,
  ended bigint,
  live boolean not null,
  rows bigint not null,
  counts json not null,
  constraint import_pkey primary key (id)
);

create table inbox (
  bucket smallint not null,
  n bigint not null generated always as identity,
  fact json not null,
  constraint inbox_pkey primary key (bucket, n)
);

create table incident (
  bucket smallint not null,
  incident text collate "C" not null,
  areas text[] not null,
  fact json not null,
  constraint incident_pkey primary key (bucket, incident)
);

create table lease (
  bucket smallint not null,
  holder text collate "C" not null,
  epoch bigint not null,
  until bigint not null,
  constraint lease_pkey primary key (bucket)
);

create table link (
  bucket smallint not null,
  customer uuid not null,
  other uuid not null,
  alias text collate "C" not null,
  since bigint not null,
  undone bigint,
  constraint link_pkey primary key (bucket, customer, other)
);
create index link_by_other on link using btree (other);

create table load_hour (
  hour bigint not null,
  counted integer not null,
  written integer not null,
  constraint load_hour_pkey primary key (hour)
);

create table migration (
  name text collate "C" not null,
  hash text not null,
  at timestamp with time zone not null default now(),
  constraint migration_pkey primary key (name)
);

create table model_version (
  model text collate "C" not null,
  version text collate "C" not null,
  valid_from bigint not null,
  content json not null,
  reason text not null,
  by text not null,
  constraint model_version_pkey primary key (model, valid_from)
);

create table moment_minute (
  moment text collate "C" not null,
  minute bigint not null,
  n integer not null,
  constraint moment_minute_pkey primary key (moment, minute)
);

create table outbox (
  bucket smallint not null,
  message text collate "C" not null,
  subject_kind smallint not null,
  customer uuid not null,
  about text collate "C" not null,
  decision text collate "C" not null,
  rung smallint not null,
  channel text collate "C" not null,
  brand text collate "C" not null,
  playbook text collate "C" not null,
  moment text collate "C" not null,
  class text collate "C" not null,
  promise text collate "C",
  version integer,
  needs text collate "C",
  heads_up boolean not null,
  tell_by bigint,
  send_at bigint not null,
  valid_until bigint not null,
  tries smallint not null default 0,
  taken bigint,
  template text collate "C" not null,
  look json not null,
  held text,
  constraint outbox_pkey primary key (bucket, message)
) with (autovacuum_vacuum_scale_factor=0.01, fillfactor=70);
create index outbox_due on outbox using btree (channel, send_at) where (taken IS NULL);

create table passing (
  bucket smallint not null,
  n bigint not null generated always as identity,
  subject uuid not null,
  fact json not null,
  next smallint not null default 0,
  constraint passing_pkey primary key (bucket, n)
);

create table person (
  bucket smallint not null,
  customer uuid not null,
  zone text collate "C",
  language text collate "C",
  brand text collate "C",
  prefers text collate "C",
  heard bigint not null,
  personal bytea,
  key_id integer,
  area text collate "C",
  constraint person_pkey primary key (bucket, customer)
) with (fillfactor=80);

create table person_key (
  bucket smallint not null,
  customer uuid not null,
  key_id integer not null,
  seed bytea not null,
  made bigint not null,
  constraint person_key_pkey primary key (bucket, customer, key_id)
);

create table playbook_version (
  playbook text collate "C" not null,
  version text collate "C" not null,
  valid_from bigint not null,
  source text not null,
  texts json not null,
  moments json not null,
  reason text not null,
  by text not null,
  constraint playbook_version_pkey primary key (playbook, valid_from)
);

create table promise (
  bucket smallint not null,
  customer uuid not null,
  id text collate "C" not null,
  version integer not null,
  kind text collate "C" not null,
  key text collate "C" not null,
  owner text collate "C" not null,
  "to" text collate "C",
  counted boolean not null,
  state text collate "C" not null,
  made bigint not null,
  due_from bigint,
  due_to bigint,
  tell_by bigint,
  settled bigint,
  cured_at bigint,
  without_work boolean not null,
  cause text collate "C",
  told text collate "C",
  playbook_version text collate "C" not null,
  evidence json not null,
  forecast jsonb,
  heard bigint,
  settled_heard bigint,
  outcome text collate "C",
  constraint promise_pkey primary key (bucket, customer, id, version)
) with (fillfactor=80);
create index promise_open on promise using btree (bucket, tell_by) where (state = 'open'::text);

create table refused (
  bucket smallint not null,
  n bigint not null generated always as identity,
  heard bigint not null,
  "case" text collate "C" not null,
  raw bytea not null,
  problem json not null,
  constraint refused_pkey primary key (bucket, n)
);

create table relay (
  bucket smallint not null,
  subject_kind smallint not null,
  subject uuid not null,
  n bigint not null generated always as identity,
  fact json not null,
  constraint relay_pkey primary key (bucket, subject_kind, subject, n)
);

create table seen (
  bucket smallint not null,
  ref uuid not null,
  content bigint not null,
  constraint seen_pkey primary key (bucket, ref)
);

create table sending_state (
  scope text collate "C" not null,
  since bigint not null,
  n bigint not null generated always as identity,
  state text collate "C" not null,
  recipients json not null default '[]'::json,
  by text not null,
  reason text not null,
  constraint sending_state_pkey primary key (scope, n)
);

create table silo (
  name text collate "C" not null,
  valid_from bigint not null,
  calendar json not null,
  nudge json not null,
  chain json not null,
  constraint silo_pkey primary key (name, valid_from)
);

create table stopped_address (
  bucket smallint not null,
  hash uuid not null,
  channel text collate "C" not null,
  since bigint not null,
  constraint stopped_address_pkey primary key (bucket, hash, channel)
);

create table struck (
  bucket smallint not null,
  customer uuid not null,
  incident text collate "C" not null,
  constraint struck_pkey primary key (bucket, incident, customer)
);

create table template_version (
  template text collate "C" not null,
  language text collate "C" not null,
  valid_from bigint not null,
  content text not null,
  constraint template_version_pkey primary key (template, language, valid_from)
);

create table timer (
  bucket smallint not null,
  subject_kind smallint not null,
  subject uuid not null,
  wake bigint not null,
  constraint timer_pkey primary key (bucket, subject_kind, subject)
) with (autovacuum_vacuum_scale_factor=0.01, fillfactor=70);
create index timer_by_wake on timer using btree (wake);

create table visit_link (
  bucket smallint not null,
  hash bytea not null,
  customer uuid not null,
  visit text collate "C" not null,
  made bigint not null,
  until bigint not null,
  revoked bigint,
  constraint visit_link_pkey primary key (bucket, hash)
);
create index visit_link_by_customer on visit_link using btree (bucket, customer);
create index visit_link_by_hash on visit_link using btree (hash);
