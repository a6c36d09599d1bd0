-- What comes back over a channel.

-- An address is hashed in one form now (`+441632960001`). Those on record were hashed as they were heard; the engine hashes what
-- is still on their customers' cards anew when it starts, and marks them.
alter table address add column kept boolean not null default false;
create index address_as_heard on address (bucket) where not kept;

-- Someone who is no customer we know has said stop: nothing is sent to this address over this channel, whoever's it becomes.
create table stopped_address (
  bucket  smallint not null,                    -- of the hash
  hash    uuid     not null,
  channel text     not null collate "C",        -- sms, mail, whatsapp, voice, push
  since   bigint   not null,
  primary key (bucket, hash, channel)
);
