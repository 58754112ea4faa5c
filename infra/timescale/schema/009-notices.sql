-- Notices: what is said beforehand of a unit and all below it. notice_event is append-only; notice is the fold, kept in the same transaction.
create table notice (
  id text primary key,
  sequence integer not null,
  unit text not null,
  starts_at timestamptz not null,
  until timestamptz not null,
  state text not null check (state in ('standing', 'ended', 'withdrawn')),
  body jsonb not null
);
create index notice_of_unit on notice (unit, starts_at);
create table notice_event (
  notice text not null references notice (id),
  sequence integer not null,
  at timestamptz not null,
  happening jsonb not null,
  primary key (notice, sequence)
);
-- Counted up with every event: whoever keeps the organisation in memory reads it anew when this has moved.
create table notice_version (one boolean primary key default true check (one), version bigint not null);
alter table timer drop constraint timer_kind_check;
alter table timer add constraint timer_kind_check check (kind ~ '^[a-z]+$');
