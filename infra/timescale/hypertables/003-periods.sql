-- Sums by week and month are kept by TimescaleDB (2.18 or later, as statement triggers of hypertables see their rows since then).
-- A real-time aggregate would show what it has kept for a corrected week, old as it is, until somebody refreshes it: below its
-- watermark it looks nowhere else. So the aggregates show only what is kept, every statement notes in its own transaction the
-- ranges that it touches, and the views take those weeks and months from `figure` itself until they were refreshed. Whoever sees
-- a figure sees its note, and a note goes after the refresh: the views are never behind.
create materialized view figure_by_week_kept with (timescaledb.continuous, timescaledb.materialized_only = true) as
select indicator, time_bucket('7 days', starts) as starts, count(*) as figures,
  sum(value) as total, avg(value) as mean, min(value) as least, max(value) as most,
  avg(coverage) as coverage, sum(actuality) as actuality, sum(capability) as capability, sum(potentiality) as potentiality
from figure where settled group by 1, 2 with no data;

create materialized view figure_by_month_kept with (timescaledb.continuous, timescaledb.materialized_only = true) as
select indicator, time_bucket('1 month', starts) as starts, count(*) as figures,
  sum(value) as total, avg(value) as mean, min(value) as least, max(value) as most,
  avg(coverage) as coverage, sum(actuality) as actuality, sum(capability) as capability, sum(potentiality) as potentiality
from figure where settled group by 1, 2 with no data;

-- A set of weeks, made once a query and looked up by hash: thousands of notes cost milliseconds.
create or replace view figure_by_week as
with noted as materialized (
  select distinct w.starts from touched t
  cross join generate_series(date_trunc('week', t.first), t.last, interval '7 days') as w(starts))
select * from figure_by_week_kept k where k.starts not in (select starts from noted)
union all
select f.indicator, n.starts, count(*), sum(f.value), avg(f.value), min(f.value), max(f.value),
  avg(f.coverage), sum(f.actuality), sum(f.capability), sum(f.potentiality)
from noted n join figure f on f.starts >= n.starts and f.starts < n.starts + interval '7 days'
where f.settled group by 1, 2;

create or replace view figure_by_month as
with noted as materialized (
  select distinct m.starts from touched t
  cross join generate_series(date_trunc('month', t.first), t.last, interval '1 month') as m(starts))
select * from figure_by_month_kept k where k.starts not in (select starts from noted)
union all
select f.indicator, n.starts, count(*), sum(f.value), avg(f.value), min(f.value), max(f.value),
  avg(f.coverage), sum(f.actuality), sum(f.capability), sum(f.potentiality)
from noted n join figure f on f.starts >= n.starts and f.starts < n.starts + interval '1 month'
where f.settled group by 1, 2;

-- One note a statement and month, not one a figure; measured at 2 000 figures a statement: 1 to 2 ms of 48.
create function note_touched() returns trigger language plpgsql as $$
begin
  insert into touched (first, last) select min(starts), max(starts) from moved group by date_trunc('month', starts);
  return null;
end $$;
create trigger figure_inserted after insert on figure referencing new table as moved
  for each statement execute function note_touched();
create trigger figure_updated after update on figure referencing new table as moved
  for each statement execute function note_touched();

-- Synco deletes no figure. Where somebody does, all that is kept is in doubt, as such triggers do not see which.
create function note_all_touched() returns trigger language plpgsql as $$
begin
  insert into touched (first, last)
  select min(starts), max(starts) + interval '1 month' from figure_by_month_kept having count(*) > 0;
  return null;
end $$;
create trigger figure_deleted after delete on figure for each statement execute function note_all_touched();
create trigger figure_truncated after truncate on figure for each statement execute function note_all_touched();

-- What was stored before.
insert into touched (first, last) select min(starts), max(starts) from figure having count(*) > 0;

-- Chunks stay at half a year: 10 000 daily indicators make 1.8 million figures of 360 bytes with their indexes, so the newest
-- chunks of the three tables take about 2 GB, a quarter of 8 GB of memory, as is advised. 30 years are 60 chunks then, and a
-- lookup that names no time goes through all of them (measured: 20 µs each). Few indicators with a long history do better with
-- chunks of years; mostly 5-minute ones, which fill a chunk 288 times as fast, with chunks of days: `set_chunk_time_interval`.
--
-- Compressed by indicator, as every read is of one indicator or a few: one index lookup finds its batches. Half a year of a
-- daily indicator is one batch of 180 rows, measured at 1/8 to 1/12 of its size, a weekly one 26 rows at 1/3; monthly ones
-- (6 rows) gain nothing, but they are few bytes. Without segments batches would be full (1 000 rows), but each read and each
-- correction would open those of other indicators too. The order is that of the primary key, so that its check opens one batch.
alter table observation set (timescaledb.compress, timescaledb.compress_segmentby = 'indicator',
  timescaledb.compress_orderby = 'starts, ordinal, period, revision');
alter table assessment set (timescaledb.compress, timescaledb.compress_segmentby = 'indicator',
  timescaledb.compress_orderby = 'starts, ordinal, period, sequence');
alter table figure set (timescaledb.compress, timescaledb.compress_segmentby = 'indicator',
  timescaledb.compress_orderby = 'starts, ordinal, period');
