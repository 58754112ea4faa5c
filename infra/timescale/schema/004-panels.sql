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
  select unit, name, parent, level, unit as root, 0 as depth, array[unit] as path, array[place] as place
  from item where parent is null
  union all
  select item.unit, item.name, item.parent, item.level, tree.root, tree.depth + 1, tree.path || item.unit, tree.place || item.place
  from item join tree on item.parent = tree.unit
)
select unit, name, parent, level, root, depth, path, place from tree;

-- What the panels need of an indicator; not for their reader. A ratio's indices are sums over its parts, and never its own.
create view indicator_in_force with (security_barrier) as
with newest as (select document from organisation order by version desc limit 1)
select i.item->>'id' as indicator, i.item->>'unit' as unit, i.item,
  case when jsonb_typeof(i.item->'good') = 'string' then i.item->>'good' else 'near' end as good,
  coalesce(i.item->'rollUp'->>'rule', '') = 'ratio' as ratio,
  i.item->>'visibility' in ('line', 'federation') or u.depth = 0 as shown
from newest, jsonb_array_elements(newest.document->'indicators') as i(item) join panels.unit u on u.unit = i.item->>'unit';

-- `shown`: whether the figures themselves may be seen, and not their indices and coverage only.
create view panels.indicator with (security_barrier) as
select i.indicator, i.unit, i.item->>'name' as name, i.item->>'measure' as measure, i.good,
  case when jsonb_typeof(i.item->'cadence') = 'string' then i.item->>'cadence' when i.item->'cadence' ? 'shifts' then 'shift'
    else (i.item->'cadence'->>'minutes') || ' minutes' end as cadence,
  i.item ? 'rollUp' as rolled_up, (i.item->'rollUp'->>'leastCoverage')::double precision as least_coverage, i.shown
from public.indicator_in_force i;

-- Beer's indices, as libs/indicators/values.ts has them: turned over where less is good; null where they mean nothing.
create function panels.share(good text, part double precision, whole double precision) returns double precision
language sql immutable return case good
  when 'more' then case when part >= 0 and whole > 0 then part / whole end
  when 'less' then case when whole >= 0 and part > 0 then whole / part end
end;

-- The capability or potentiality that holds at a local start: the newest from that date or before.
create function panels.agreed(dated jsonb, at timestamp) returns double precision language sql stable return (
  select (d.agreed->>'value')::double precision from jsonb_array_elements(dated) with ordinality as d(agreed, n)
  where d.agreed->>'from' <= to_char(at, 'YYYY-MM-DD') order by d.agreed->>'from' desc, d.n limit 1);

-- Capability and potentiality of every figure: the indicator's own as they are agreed now, else those of its parts as they were
-- then (libs/reporting/series.ts does the same). Of a week or month: the own ones at its start, for as many figures as it has;
-- `offset 0` so that the sums of the indicators asked for are made, and not those of all.
create view panels.figure with (security_barrier) as
select i.indicator, i.unit, f.period, f.starts, f.coverage, f.settled,
  case when i.shown then f.value end as value,
  case when i.shown then a.forecast_mean end as expected,
  case when i.shown and i.item->>'scale' <> 'real' then greatest(0, a.forecast_mean - 2 * a.forecast_sd)
    when i.shown then a.forecast_mean - 2 * a.forecast_sd end as low,
  case when i.shown then a.forecast_mean + 2 * a.forecast_sd end as high,
  case when i.shown then a.level end as level,
  case when i.shown then a.deviation end as deviation,
  panels.share(i.good, f.actuality, p.c) as productivity,
  panels.share(i.good, p.c, p.p) as latency,
  panels.share(i.good, f.actuality, p.p) as performance
from public.indicator_in_force i join public.figure f on f.indicator = i.indicator
cross join lateral (select
  coalesce(case when not i.ratio then panels.agreed(i.item->'capability', f.starts) end, f.capability) as c,
  coalesce(case when not i.ratio then panels.agreed(i.item->'potentiality', f.starts) end, f.potentiality) as p) p
left join lateral (
  select * from public.assessment s where s.indicator = f.indicator and s.starts = f.starts and s.period = f.period
  order by s.sequence desc limit 1) a on true;

create view panels.week with (security_barrier) as
select i.indicator, i.unit, w.starts, w.figures, w.coverage,
  case when i.shown then w.total end as total, case when i.shown then w.mean end as mean,
  panels.share(i.good, w.actuality, p.c) as productivity,
  panels.share(i.good, p.c, p.p) as latency,
  panels.share(i.good, w.actuality, p.p) as performance
from public.indicator_in_force i cross join lateral (select * from public.figure_by_week where indicator = i.indicator offset 0) w
cross join lateral (select
  coalesce(case when not i.ratio then w.figures * panels.agreed(i.item->'capability', w.starts) end, w.capability) as c,
  coalesce(case when not i.ratio then w.figures * panels.agreed(i.item->'potentiality', w.starts) end, w.potentiality) as p) p;

create view panels.month with (security_barrier) as
select i.indicator, i.unit, m.starts, m.figures, m.coverage,
  case when i.shown then m.total end as total, case when i.shown then m.mean end as mean,
  panels.share(i.good, m.actuality, p.c) as productivity,
  panels.share(i.good, p.c, p.p) as latency,
  panels.share(i.good, m.actuality, p.p) as performance
from public.indicator_in_force i cross join lateral (select * from public.figure_by_month where indicator = i.indicator offset 0) m
cross join lateral (select
  coalesce(case when not i.ratio then m.figures * panels.agreed(i.item->'capability', m.starts) end, m.capability) as c,
  coalesce(case when not i.ratio then m.figures * panels.agreed(i.item->'potentiality', m.starts) end, m.potentiality) as p) p;

-- Alerts of a replay are shown when the history is in.
create view panels.alert with (security_barrier) as
select a.id as alert, a.indicator, a.unit, a.held_by, a.sign, a.state, a.opened_at, a.closed_at, a.climbs_at,
  a.body->'deviation'->>'kind' as kind, a.body->'deviation'->>'direction' as direction,
  (a.body->'deviation'->>'sizeInSd')::double precision as size_in_sd, a.body->'deviation'->'sentence'->>'en' as sentence
from public.alert a join panels.unit u on u.unit = a.unit left join public.replay r on r.id = a.replay
where a.reached @> array[u.root] and coalesce(r.over, true);

-- The steps that those alerts took up.
create view panels.climb with (security_barrier) as
select a.alert, a.indicator, a.unit, e.at, e.happening->>'from' as left_by, e.happening->>'to' as taken_by,
  e.happening->>'because' as because
from panels.alert a join public.alert_event e on e.alert = a.alert where e.happening->>'kind' = 'climbed';

-- How many alerts began in a unit in a week (UTC), how many of them climbed and are closed, and the median hours until then.
create view panels.alert_week with (security_barrier) as
select a.unit, date_trunc('week', a.opened_at at time zone 'UTC') as starts, a.sign, count(*) as raised,
  count(*) filter (where cardinality(a.reached) > 1) as climbed,
  count(*) filter (where a.closed_at is not null) as closed,
  percentile_cont(0.5) within group (order by extract(epoch from a.closed_at - a.opened_at) / 3600) as hours
from public.alert a group by 1, 2, 3;

-- What happened to the alerts of a unit in a week (UTC), counted: never by whom, nor in which words.
create view panels.happening_week with (security_barrier) as
select a.unit, date_trunc('week', e.at at time zone 'UTC') as starts, e.happening->>'kind' as kind, count(*) as happenings
from public.alert_event e join public.alert a on a.id = e.alert group by 1, 2, 3;

-- When each posted indicator was heard of last: who has not reported.
create view panels.last_report with (security_barrier) as
select i.indicator, i.unit, i.name, f.period, f.starts
from panels.indicator i left join lateral (
  select period, starts from public.figure where indicator = i.indicator order by ordinal desc limit 1) f on true
where not i.rolled_up;

create view panels.positions with (security_barrier) as
select bus, topic, partition, next_offset as position from public.consumer_position;

-- How many records wait behind the consumers. Of the log in the database the positions tell; of Kafka each regulator notes
-- what it sees, as only it knows where the log ends. One that is not heard of for a minute is gone, and others have its partitions.
create table consumer_lag (
  regulator text not null,
  topic text not null,
  waiting bigint not null,
  noted_at timestamptz not null default now(),
  primary key (regulator, topic)
);

create view panels.waiting with (security_barrier) as
select p.topic, sum(p.next_offset - coalesce(c.next_offset, 0))::bigint as records
from public.log_partition p left join public.consumer_position c on c.topic = p.topic and c.partition = p.partition
  and c.bus = (select 'embedded-' || id from public.log_identity)
where p.topic <> 'synco.dispatches' group by 1
union all
select topic, sum(waiting)::bigint from public.consumer_lag where noted_at > now() - interval '1 minute' group by 1;

create view panels.backlog with (security_barrier) as
select (select count(*) from public.outbox) as outbox,
  (select count(*) from public.timer where due_at < now() - interval '1 minute' and replay is null) as overdue,
  (select count(*) from public.refused where at > now() - interval '1 hour') as refused_last_hour,
  (select sum(records)::bigint from panels.waiting) as waiting_records;

-- Each observation that was posted live, as an instant and how long it took from the post to the commit, and no more. Ungrouped, so
-- that a panel's span finds its rows by the index. Of periods of the last half year: older chunks are compressed, without that index.
create view panels.passage with (security_barrier) as
select known_from, extract(epoch from known_from - posted_at)::double precision * 1000 as milliseconds
from public.observation where starts > localtimestamp - interval '6 months' and not replayed;

-- The role that reads them, cluster-wide, without a login until an operator gives it one; it writes nothing, and no question of it takes
-- longer than 15 seconds. Tried at every start, so that a role which this user may not make, and an operator has made meanwhile, is
-- let in then. Answers why it could not, or null. infra/docker/timescale/roles.sql makes the role with a password.
create function panels.grant_to_reader() returns text language plpgsql as $$
begin
  if not exists (select from pg_roles where rolname = 'synco_panels') then
    begin
      create role synco_panels nologin;
      alter role synco_panels set default_transaction_read_only = on;
      alter role synco_panels set statement_timeout = '15s';
    exception
      when insufficient_privilege then
        return 'This user may make no roles: make synco_panels (infra/docker/timescale/roles.sql) and start again';
      when duplicate_object or unique_violation then null;
    end;
  end if;
  grant usage on schema panels to synco_panels;
  grant select on all tables in schema panels to synco_panels;
  grant execute on function panels.share, panels.agreed to synco_panels;
  return null;
end $$;
revoke execute on function panels.grant_to_reader() from public;
