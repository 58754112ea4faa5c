-- Names need not be unique: by whose account somebody has looked; null where nobody signs in, and of looks from before this was noted.
alter table look add column account uuid;
alter table look drop constraint look_pkey;
alter table look add constraint look_once unique nulls not distinct (unit, hour, by_unit, by_name, what, account);
create index look_of_account on look (account, last_at) where account is not null;
