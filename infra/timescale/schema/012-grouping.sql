-- Alerts of one cause are shown as one: under the alert of the whole, with the working minutes that they keep meanwhile.
update alert set body = body || '{"under": null, "apart": false, "asked": false}'::jsonb where not body ? 'under';
alter table alert add column under text;
create index alert_under on alert (under) where under is not null;

-- A question from above is no alert of its own to the panels: it asks for an explanation of one that is counted there.
create or replace view panels.alert with (security_barrier) as
select a.id as alert, a.indicator, a.unit, a.held_by, a.sign, a.state, a.opened_at, a.closed_at, a.climbs_at,
  coalesce(a.body#>>'{about,deviation,kind}', a.body#>>'{about,kind}') as kind,
  a.body#>>'{about,deviation,direction}' as direction,
  (a.body#>>'{about,deviation,sizeInSd}')::double precision as size_in_sd,
  coalesce(a.body#>>'{about,deviation,sentence,en}', a.body#>>'{about,sentence,en}') as sentence
from public.alert a join panels.unit u on u.unit = a.unit left join public.replay r on r.id = a.replay
where a.reached @> array[u.root] and coalesce(r.over, true) and a.body#>>'{about,kind}' <> 'question';

create or replace view panels.alert_week with (security_barrier) as
select a.unit, date_trunc('week', a.opened_at at time zone 'UTC') as starts, a.sign, count(*) as raised,
  count(*) filter (where (a.body->>'level')::integer > 0) as climbed,
  count(*) filter (where a.closed_at is not null) as closed,
  percentile_cont(0.5) within group (order by extract(epoch from a.closed_at - a.opened_at) / 3600) as hours
from public.alert a where a.body#>>'{about,kind}' <> 'question' group by 1, 2, 3;
