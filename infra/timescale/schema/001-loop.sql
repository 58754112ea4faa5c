-- The store of the loop. Rows, not messages, are the truth for readers: observation, assessment and alert_event are
-- append-only; figure, alert and receipt are projections kept in the same transaction.
-- Times: `starts` is a period's local start without zone; every timestamptz is when something became known.

create table organisation (
  version integer primary key,
  document jsonb not null,
  applied_at timestamptz not null,
  applied_by text
);

-- The embedded bus: an append-only log. next_offset moves under its row lock, held to the commit, so that
-- offset order is commit order.
create table log_identity (id text primary key);
create table log_partition (
  topic text not null,
  partition integer not null,
  next_offset bigint not null default 0,
  primary key (topic, partition)
);
create table log_record (
  topic text not null,
  partition integer not null,
  "offset" bigint not null,
  key text,
  id text,
  value text,
  primary key (topic, partition, "offset")
);
create table log_member (
  consumer_group text not null,
  member text not null,
  seen_at timestamptz not null,
  primary key (consumer_group, member)
);
create table log_lease (
  consumer_group text not null,
  topic text not null,
  partition integer not null,
  member text not null,
  until timestamptz not null,
  primary key (consumer_group, topic, partition)
);

-- First fence: a consumer that has lost its partition cannot move the position on. Keyed by the identity of the log.
create table consumer_position (
  bus text not null,
  topic text not null,
  partition integer not null,
  next_offset bigint not null,
  primary key (bus, topic, partition)
);

-- Second fence: one row an indicator, locked and counted up by whoever assesses it.
create table head (
  indicator text primary key,
  sequence bigint not null default 0
);

create table observation (
  indicator text not null,
  period text not null,
  starts timestamp not null,
  ordinal bigint not null,
  revision integer not null,
  id text not null,
  value double precision not null,
  n integer,
  comparable double precision not null,
  coverage double precision not null,
  settled boolean not null,
  actuality double precision,
  capability double precision,
  potentiality double precision,
  note text,
  posted_by text,
  posted_at timestamptz not null,
  known_from timestamptz not null,
  replayed boolean not null,
  primary key (indicator, starts, period, revision)
);

create table assessment (
  indicator text not null,
  period text not null,
  starts timestamp not null,
  ordinal bigint not null,
  sequence bigint not null,
  known_from timestamptz not null,
  forecast_mean double precision not null,
  forecast_sd double precision not null,
  level double precision not null,
  level_sd double precision not null,
  slope double precision not null,
  p_steady double precision not null,
  p_transient double precision not null,
  p_step double precision not null,
  p_slope double precision not null,
  score double precision not null,
  deviation jsonb,
  primary key (indicator, starts, period, sequence)
);

create table figure (
  indicator text not null,
  period text not null,
  starts timestamp not null,
  ordinal bigint not null,
  revision integer not null,
  value double precision not null,
  comparable double precision not null,
  coverage double precision not null,
  settled boolean not null,
  actuality double precision,
  capability double precision,
  potentiality double precision,
  primary key (indicator, starts, period)
);
create index figure_by_ordinal on figure (indicator, ordinal);

-- Derived: where a replay of the filter may begin. `first` is the ordinal of the series' first figure; `filter` names the
-- filter's version: a snapshot of another one is never read.
create table filter_snapshot (
  indicator text not null,
  ordinal bigint not null,
  first bigint not null,
  filter text not null,
  state text not null,
  primary key (indicator, ordinal)
);

create table receipt (
  id text primary key,
  state text not null check (state in ('pending', 'assessed', 'refused')),
  indicator text,
  period text,
  starts timestamp,
  revision integer,
  code text,
  message text,
  at timestamptz not null
);

create table refused (
  number bigint generated always as identity primary key,
  at timestamptz not null,
  topic text not null,
  partition integer,
  "offset" bigint,
  message_id text,
  code text not null,
  message text not null,
  excerpt text not null
);

-- Third fence: (alert, sequence) is unique.
create table alert (
  id text primary key,
  sequence integer not null,
  indicator text not null,
  unit text not null,
  held_by text not null,
  reached text[] not null,
  state text not null,
  sign text not null,
  opened_at timestamptz not null,
  climbs_at timestamptz,
  closed_at timestamptz,
  onset bigint not null,
  replay uuid,
  body jsonb not null
);
create index alert_of_indicator on alert (indicator, onset);
create index alert_open on alert (climbs_at) where closed_at is null;
create index alert_reached on alert using gin (reached);
create table alert_event (
  alert text not null references alert (id),
  sequence integer not null,
  at timestamptz not null,
  happening jsonb not null,
  primary key (alert, sequence)
);

create table timer (
  kind text not null check (kind in ('climb', 'settle')),
  subject text not null,
  due_at timestamptz not null,
  replay uuid,
  primary key (kind, subject)
);
create index timer_due on timer (due_at);

-- Messages to publish, in commit order; the relay deletes what the bus has taken.
create table outbox_cursor (one boolean primary key default true check (one), next_offset bigint not null default 0);
insert into outbox_cursor default values;
create table outbox (
  "offset" bigint primary key,
  topic text not null,
  key text not null,
  id text not null,
  value text not null
);

create table change_cursor (one boolean primary key default true check (one), next_offset bigint not null default 1);
insert into change_cursor default values;
create table change (
  "offset" bigint primary key,
  body jsonb not null
);

create table replay (
  id uuid primary key,
  name text not null,
  now timestamptz,
  done integer not null default 0,
  total integer not null,
  refused integer not null default 0,
  over boolean not null default false,
  started_at timestamptz not null
);
-- What a replay still has in flight: a step is over when nothing is left here.
create table replay_message (
  replay uuid not null references replay (id),
  message text not null,
  primary key (replay, message)
);
