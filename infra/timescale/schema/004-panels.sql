-- What Grafana may read: views in a schema of their own, and nothing else. Grafana knows no viewers, so its reader sees what the
-- root of each tree may see, and no more (libs/organisation/rights.ts says the same for people):
--   figures     of the root itself, and where a unit shares them with the line above or the federation
--   indices     and coverage of every unit below, whatever its figures' visibility
--   alerts      that have reached the root; of all others only how many there were
-- Never who posted a figure, no notes, nothing that a person wrote.
create schema panels;

create index observation_known on observation using brin (known_from);

create view panels.unit with (security_barrier) as
with recursive newest as (select document from organisation order by version desc limit 1),
item as (
  select u.item->>'id' as unit, u.item->>'name' as name, u.item->>'parent' as parent, u.item->>'level' as level, u.place
  from newest, jsonb_array_elements(newest.document->'units') with ordinality as u(item, place)
),
tree as (
  select unit, name, parent, level, unit as root, 0 as depth, array[place] as place from item where parent is null
  union all
  select item.unit, item.name, item.parent, item.level, tree.root, tree.depth + 1, tree.place || item.place
  from item join tree on item.parent = tree.unit
)
select unit, name, parent, level, root, depth, place from tree;

create view panels.indicator with (security_barrier) as
with newest as (select document from organisation order by version desc limit 1)
select i.item->>'id' as indicator, i.item->>'unit' as unit, i.item->>'name' as name, i.item->>'measure' as measure,
  case when jsonb_typeof(i.item->'good') = 'string' then i.item->>'good' else 'near' end as good,
  i.item ? 'rollUp' as rolled_up,
  i.item->>'visibility' in ('line', 'federation') or u.depth = 0 as shown
from newest, jsonb_array_elements(newest.document->'indicators') as i(item) join panels.unit u on u.unit = i.item->>'unit';

-- Beer's indices, as libs/indicators/values.ts has them: turned over where less is good; null where they mean nothing.
create function panels.share(good text, part double precision, whole double precision) returns double precision
language sql immutable return case good
  when 'more' then case when part >= 0 and whole > 0 then part / whole end
  when 'less' then case when whole >= 0 and part > 0 then whole / part end
end;

create view panels.figure with (security_barrier) as
select i.indicator, i.unit, f.period, f.starts, f.coverage, f.settled,
  case when i.shown then f.value end as value,
  case when i.shown then a.forecast_mean end as expected,
  case when i.shown then a.forecast_mean - 2 * a.forecast_sd end as low,
  case when i.shown then a.forecast_mean + 2 * a.forecast_sd end as high,
  case when i.shown then a.level end as level,
  case when i.shown then a.deviation end as deviation,
  panels.share(i.good, f.actuality, f.capability) as productivity,
  panels.share(i.good, f.capability, f.potentiality) as latency,
  panels.share(i.good, f.actuality, f.potentiality) as performance
from panels.indicator i join public.figure f on f.indicator = i.indicator
left join lateral (
  select * from public.assessment s where s.indicator = f.indicator and s.starts = f.starts and s.period = f.period
  order by s.sequence desc limit 1) a on true;

create view panels.week with (security_barrier) as
select i.indicator, i.unit, w.starts, w.figures, w.coverage,
  case when i.shown then w.total end as total, case when i.shown then w.mean end as mean,
  panels.share(i.good, w.actuality, w.capability) as productivity,
  panels.share(i.good, w.capability, w.potentiality) as latency,
  panels.share(i.good, w.actuality, w.potentiality) as performance
from panels.indicator i join public.figure_by_week w on w.indicator = i.indicator;

create view panels.month with (security_barrier) as
select i.indicator, i.unit, m.starts, m.figures, m.coverage,
  case when i.shown then m.total end as total, case when i.shown then m.mean end as mean,
  panels.share(i.good, m.actuality, m.capability) as productivity,
  panels.share(i.good, m.capability, m.potentiality) as latency,
  panels.share(i.good, m.actuality, m.potentiality) as performance
from panels.indicator i join public.figure_by_month m on m.indicator = i.indicator;

create view panels.alert with (security_barrier) as
select a.id as alert, a.indicator, a.unit, a.held_by, a.sign, a.state, a.opened_at, a.closed_at, a.climbs_at,
  a.body->'deviation'->>'kind' as kind, a.body->'deviation'->>'direction' as direction,
  (a.body->'deviation'->>'sizeInSd')::double precision as size_in_sd, a.body->'deviation'->'sentence'->>'en' as sentence
from public.alert a join panels.unit u on u.unit = a.unit where a.reached @> array[u.root] and a.replay is null;

-- How many alerts began in a unit in a week (UTC), how many of them climbed and are closed, and the median hours until then.
create view panels.alert_week with (security_barrier) as
select a.unit, date_trunc('week', a.opened_at at time zone 'UTC') as starts, a.sign, count(*) as raised,
  count(*) filter (where cardinality(a.reached) > 1) as climbed,
  count(*) filter (where a.closed_at is not null) as closed,
  percentile_cont(0.5) within group (order by extract(epoch from a.closed_at - a.opened_at) / 3600) as hours
from public.alert a group by 1, 2, 3;

-- When each posted indicator was heard of last: who has not reported.
create view panels.last_report with (security_barrier) as
select i.indicator, i.unit, i.name, f.period, f.starts
from panels.indicator i left join lateral (
  select period, starts from public.figure where indicator = i.indicator order by ordinal desc limit 1) f on true
where not i.rolled_up;

create view panels.positions with (security_barrier) as
select bus, topic, partition, next_offset as position from public.consumer_position;

create view panels.backlog with (security_barrier) as
select (select count(*) from public.outbox) as outbox,
  (select count(*) from public.timer where due_at < now() - interval '1 minute' and replay is null) as overdue,
  (select count(*) from public.alert where closed_at is null) as open_alerts,
  (select count(*) from public.refused where at > now() - interval '1 hour') as refused_last_hour,
  (select sum(p.next_offset - coalesce(c.next_offset, 0)) from public.log_partition p
   left join public.consumer_position c using (topic, partition) where p.topic <> 'synco.dispatches') as waiting_records;

-- The loop by the minute, of what was posted live: how many, and how long from the post to the commit.
create view panels.loop with (security_barrier) as
select date_trunc('minute', known_from) as minute, count(*) as observations,
  percentile_cont(0.5) within group (order by extract(epoch from known_from - posted_at) * 1000) as p50_ms,
  percentile_cont(0.95) within group (order by extract(epoch from known_from - posted_at) * 1000) as p95_ms
from public.observation where known_from > now() - interval '7 days' and not replayed group by 1;

-- The role that reads them. Where this user may make no roles, an operator makes synco_panels before the first start, or runs this
-- part again; infra/docker/timescale/roles.sql does so, with a password.
create function panels.grant_to_reader() returns void language plpgsql as $$
begin
  if not exists (select from pg_roles where rolname = 'synco_panels') then
    create role synco_panels nologin;
  end if;
  grant usage on schema panels to synco_panels;
  grant select on all tables in schema panels to synco_panels;
  grant execute on function panels.share to synco_panels;
exception
  when insufficient_privilege or duplicate_object then
    raise notice 'The role synco_panels cannot be made by this user: make it, then run select panels.grant_to_reader()';
end $$;
revoke execute on function panels.grant_to_reader() from public;
select panels.grant_to_reader();
