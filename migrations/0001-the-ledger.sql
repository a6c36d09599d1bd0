-- The ledger.
--
-- Instants are whole milliseconds since 1970 in UTC, as bigint: exact from year 0001 to 9999, and the cheapest to send, compare
-- and read. To look at one with your own eyes: select at(heard) from fact.
--
-- `bucket` is hash32(subject) % 256, computed by Troth and fixed for ever. It leads every primary key and unique index, so that
-- tables can be spread over servers by it. A subject is a customer, a crew's day or a silo, named by the first 16 bytes of
-- SHA-256 of its first alias.
--
-- Texts that are keys compare byte by byte ("C"), the same on every machine.

create function at(ms bigint) returns timestamptz language sql immutable parallel safe
  as $$ select timestamptz 'epoch' + ms * interval '1 millisecond' $$;

-- What happened, as it was heard; never changed. `data` holds no personal field: those are in `personal`, under the customer's key.
create table fact (
  bucket       smallint not null,
  subject_kind smallint not null,               -- 0 customer, 1 crew day, 2 silo
  subject      uuid     not null,
  seq          integer  not null,               -- order of hearing within the subject, from 1
  heard        bigint   not null,
  type         text     not null collate "C",
  time         bigint   not null,
  known        bigint,                          -- of an import: when its silo learned it
  history      boolean  not null,               -- imported, or heard more than 24 h after it was true
  origin       smallint not null,               -- 0 outside, 1 person, 2 engine
  source       text     not null collate "C",
  id           text     not null collate "C",
  about        text     not null collate "C",   -- the alias it was heard under
  sequence     text     collate "C",
  data         json     not null,
  personal     bytea,
  key_id       integer,
  primary key (bucket, subject_kind, subject, seq, heard)
) partition by range (heard);
create table fact_other partition of fact default;
create index fact_by_heard on fact using brin (heard);

-- Heard twice, counted once, for ever: the first 16 bytes of SHA-256 of source and id, and a hash of what it said.
create table seen (
  bucket  smallint not null,
  ref     uuid     not null,
  content bigint   not null,
  primary key (bucket, ref)
);

-- A customer, known by a key some system issued. `customer` is the alias's own natural id.
create table alias (
  bucket   smallint not null,
  customer uuid     not null,
  alias    text     not null collate "C",
  heard    bigint   not null,
  primary key (bucket, customer)
);

-- Two keys mean the same customer. Dropped again when a fact says they do not.
create table link (
  bucket   smallint not null,
  customer uuid     not null,
  other    uuid     not null,
  alias    text     not null collate "C",
  since    bigint   not null,
  undone   bigint,
  primary key (bucket, customer, other)
);
create index link_by_other on link (other);

-- The ledger's promises as the facts stand now; folded from `fact`, and can be folded again from it.
create table promise (
  bucket           smallint not null,
  customer         uuid     not null,
  id               text     not null collate "C",
  version          integer  not null,
  kind             text     not null collate "C",
  key              text     not null collate "C",
  owner            text     not null collate "C",
  "to"             text     collate "C",        -- of an OLA: the silo it is promised to
  counted          boolean  not null,           -- a promise to a customer: not an OLA, not the parent of a standing one
  state            text     not null collate "C",
  made             bigint   not null,
  due_from         bigint,
  due_to           bigint,
  tell_by          bigint,
  settled          bigint,
  cured_at         bigint,
  without_work     boolean  not null,
  cause            text     collate "C",
  told             text     collate "C",        -- of a broken one: told-in-time, told-late, silent, unknown
  playbook_version text     not null collate "C",
  evidence         json     not null,
  primary key (bucket, customer, id, version)
) with (fillfactor = 80);
create index promise_open on promise (bucket, tell_by) where state = 'open';

-- What was decided, also when nothing was said. Never rewritten.
create table decision (
  bucket           smallint not null,
  customer         uuid     not null,
  anchor           text     not null collate "C",
  moment           text     not null collate "C",
  occurrence       text     not null collate "C",
  n                integer  not null,           -- order within the customer, from 1
  id               text     not null collate "C",
  outcome          text     not null collate "C",
  at               bigint   not null,
  eligible_at      bigint   not null,
  promise          text     collate "C",
  version          integer,
  expected         bigint,                      -- the time the customer was given
  action           json     not null,
  because          json     not null,
  playbook_version text     not null collate "C",
  model_version    text     collate "C",
  arm              text     not null collate "C",
  propensity       real     not null,
  primary key (bucket, customer, anchor, moment, occurrence)
);
create index decision_by_id on decision (id);

-- When a subject must be looked at next: the earliest of all it waits for.
create table timer (
  bucket       smallint not null,
  subject_kind smallint not null,
  subject      uuid     not null,
  wake         bigint   not null,
  primary key (bucket, subject_kind, subject)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.01);
-- Not by bucket: who is due first, of many buckets, is then the front of one index.
create index timer_by_wake on timer (wake);

-- Messages that wait to leave.
create table outbox (
  bucket      smallint not null,
  message     text     not null collate "C",    -- decision and rung of the ladder
  subject_kind smallint not null,
  customer    uuid     not null,
  about       text     not null collate "C",    -- an alias of theirs
  decision    text     not null collate "C",
  rung        smallint not null,
  channel     text     not null collate "C",
  brand       text     not null collate "C",
  playbook    text     not null collate "C",
  moment      text     not null collate "C",
  class       text     not null collate "C",
  promise     text     collate "C",
  version     integer,
  needs       text     collate "C",             -- how the version must still stand for it to be true
  heads_up    boolean  not null,
  tell_by     bigint,
  send_at     bigint   not null,
  valid_until bigint   not null,
  tries       smallint not null default 0,
  taken       bigint,                           -- epoch of the process that is sending it
  template    text     not null collate "C",
  look        json     not null,                -- what its text is made of; nothing personal
  primary key (bucket, message)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.01);
create index outbox_due on outbox (channel, send_at) where taken is null;

-- Every try of every message, and how it went.
create table attempt (
  bucket      smallint not null,
  message     text     not null collate "C",
  n           smallint not null,
  customer    uuid     not null,
  channel     text     not null collate "C",
  state       text     not null collate "C",    -- sending, accepted, delivered, failed, later, unknown, superseded, shadow
  provider_id text     collate "C",
  reason      text     collate "C",
  began       bigint   not null,
  ended       bigint,
  primary key (bucket, message, n)
) with (fillfactor = 80);
create index attempt_sending on attempt (bucket) where state = 'sending';
create index attempt_by_customer on attempt (bucket, customer);

-- Facts accepted by a process that does not hold their bucket, for the one that does.
create table inbox (
  bucket smallint not null,
  n      bigint   generated always as identity,
  fact   json     not null,
  primary key (bucket, n)
);

-- What one subject's turn tells another.
create table relay (
  bucket       smallint not null,
  subject_kind smallint not null,
  subject      uuid     not null,
  n            bigint   generated always as identity,
  fact         json     not null,
  primary key (bucket, subject_kind, subject, n)
);

-- Who holds which bucket. The epoch fences off a holder that was thought dead.
create table lease (
  bucket smallint primary key,
  holder text     not null collate "C",
  epoch  bigint   not null,
  until  bigint   not null
);

-- What a customer's own key is made of, together with the installation's secret; deleting it erases what is personal.
create table person_key (
  bucket   smallint not null,
  customer uuid     not null,
  key_id   integer  not null,
  seed  bytea    not null,
  made     bigint   not null,
  primary key (bucket, customer, key_id)
);

-- How a customer is reached and addressed, as last heard: zone, language and brand in the open, the rest under the customer's key.
create table person (
  bucket   smallint not null,
  customer uuid     not null,
  zone     text     collate "C",
  language text     collate "C",
  brand    text     collate "C",
  prefers  text     collate "C",
  heard    bigint   not null,
  personal bytea,
  key_id   integer,
  primary key (bucket, customer)
) with (fillfactor = 80);

-- A keyed hash of each address, to find who may have answered from it. An address never makes or merges a customer.
create table address (
  bucket   smallint not null,
  customer uuid     not null,
  hash     uuid     not null,
  channel  text     not null collate "C",
  primary key (bucket, customer, hash)
);
create index address_by_hash on address (hash);

create table consent (
  bucket     smallint not null,
  customer   uuid     not null,
  channel    text     not null collate "C",
  class      text     not null collate "C",
  valid_from bigint   not null,
  given      boolean  not null,
  primary key (bucket, customer, channel, class, valid_from)
);

-- Customers whose key was deleted: a restored copy erases them again.
create table erased (
  bucket   smallint not null,
  customer uuid     not null,
  at       bigint   not null,
  by       text     not null,
  primary key (bucket, customer)
);

-- Work for a person.
create table "case" (
  bucket      smallint not null,
  id          text     not null collate "C",
  customer    uuid,
  kind        text     not null collate "C",
  about       text     collate "C",             -- the message, decision, promise, moment or fact it is about
  opened      bigint   not null,
  assignee    text,
  due         bigint,
  closed      bigint,
  disposition text     collate "C",
  says        text     not null,                -- why it was opened, in words without personal fields
  notes       json     not null default '[]',
  primary key (bucket, id)
);
create index case_open on "case" (bucket, due) where closed is null;
create index case_by_customer on "case" (bucket, customer);

-- Facts that could not be taken, kept whole under the installation's key, so that nothing is lost.
create table refused (
  bucket  smallint not null,
  n       bigint   generated always as identity,
  heard   bigint   not null,
  "case"  text     not null collate "C",
  raw     bytea    not null,
  problem json     not null,
  primary key (bucket, n)
);

-- How far an import has come, so that it can go on where it stopped.
create table import (
  id       text     primary key collate "C",    -- of the file's content and its mapping
  file     text     not null,
  started  bigint   not null,
  ended    bigint,
  live     boolean  not null,
  rows     bigint   not null,
  counts   json     not null
);

-- The company itself: few rows, no bucket.
create table silo (
  name       text   not null collate "C",
  valid_from bigint not null,
  calendar   json   not null,
  nudge      json   not null,
  chain      json   not null,
  primary key (name, valid_from)
);
create table playbook_version (
  playbook   text   not null collate "C",
  version    text   not null collate "C",
  valid_from bigint not null,
  source     text   not null,
  texts      json   not null,               -- by language
  moments    json   not null,               -- since when each of its moments has been in force
  reason     text   not null,
  by         text   not null,
  primary key (playbook, valid_from)
);
create table model_version (
  model      text   not null collate "C",
  version    text   not null collate "C",
  valid_from bigint not null,
  content    json   not null,
  reason     text   not null,
  by         text   not null,
  primary key (model, valid_from)
);
create table calendar_version (
  calendar   text   not null collate "C",
  valid_from bigint not null,
  content    json   not null,
  primary key (calendar, valid_from)
);
create table template_version (
  template   text   not null collate "C",
  language   text   not null collate "C",
  valid_from bigint not null,
  content    text   not null,
  primary key (template, language, valid_from)
);

-- off, shadow, trial or on for a brand; 'paused' for a brand, playbook, channel or moment. The newest row of a scope counts.
create table sending_state (
  scope      text   not null collate "C",       -- 'brand:main', 'playbook:open-door', 'channel:email', 'moment:…', 'all'
  since      bigint not null,
  n          bigint generated always as identity,
  state      text   not null collate "C",       -- off, shadow, trial, on; paused, resumed
  recipients json   not null default '[]',      -- of a trial: keyed hashes and aliases
  by         text   not null,
  reason     text   not null,
  primary key (scope, n)
);

-- How many messages of a moment left in each minute: what its burst breaker compares with.
create table moment_minute (
  moment text    not null collate "C",
  minute bigint  not null,
  n      integer not null,
  primary key (moment, minute)
);

create table api_key (
  id      text   primary key collate "C",
  name    text   not null,
  hash    bytea  not null unique,
  may     json   not null,                      -- what it may do: facts, read, cases, admin
  made    bigint not null,
  revoked bigint
);

-- Who did what; each row holds the hash of the one before.
create table audit (
  n      bigint primary key,
  at     bigint not null,
  who    text   not null,
  what   text   not null collate "C",
  detail json   not null,
  hash   bytea  not null
);
