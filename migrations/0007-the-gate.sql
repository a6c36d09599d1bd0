-- A word about one visit or promise only; '': whatever a message is about.
alter table consent add column about text not null default '' collate "C";
alter table consent drop constraint consent_pkey;
alter table consent add primary key (bucket, customer, channel, class, about, valid_from);

alter table attempt
  add column needs  text collate "C",           -- how the version had to stand for it to be true: asked again when a receipt says that it failed
  add column counts text collate "C";           -- towards the caps, as service or marketing; null: it does not count
-- Caps ask for a customer's last days.
drop index attempt_by_customer;
create index attempt_by_customer on attempt (bucket, customer, began);
-- A receipt names a message by the provider's id alone.
create index attempt_by_provider on attempt (provider_id) where provider_id is not null;

-- Why it goes later than was decided: quiet hours, a cap. null: it waits for nothing else.
alter table outbox add column held text;
