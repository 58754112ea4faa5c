-- An alert may be about other things than a deviation: what it is about stands in one member, and a cord needs no indicator.
alter table alert alter column indicator drop not null;
update alert set body = (body - 'deviation' - 'sd')
  || jsonb_build_object('about', jsonb_build_object('kind', 'deviation', 'deviation', body->'deviation', 'sd', body->'sd'))
where body ? 'deviation';
update alert_event set happening = (happening - 'deviation' - 'sd')
  || jsonb_build_object('about', jsonb_build_object('kind', 'deviation', 'deviation', alert_event.happening->'deviation',
    'sd', coalesce(alert_event.happening->'sd', alert.body#>'{about,sd}')))
from alert where alert.id = alert_event.alert and alert_event.happening ? 'deviation';

-- What somebody wrote when pulling the cord is not for the panels.
create or replace view panels.alert with (security_barrier) as
select a.id as alert, a.indicator, a.unit, a.held_by, a.sign, a.state, a.opened_at, a.closed_at, a.climbs_at,
  coalesce(a.body#>>'{about,deviation,kind}', a.body#>>'{about,kind}') as kind,
  a.body#>>'{about,deviation,direction}' as direction,
  (a.body#>>'{about,deviation,sizeInSd}')::double precision as size_in_sd,
  coalesce(a.body#>>'{about,deviation,sentence,en}', a.body#>>'{about,sentence,en}') as sentence
from public.alert a join panels.unit u on u.unit = a.unit left join public.replay r on r.id = a.replay
where a.reached @> array[u.root] and coalesce(r.over, true);
