-- Clocks count working time: an alert keeps the working minutes that were left at an instant. Until now all units worked
-- round the clock, so what runs has the whole time from its opening to its climb.
update alert set body = body || jsonb_build_object('clock',
  case when climbs_at is null then null else jsonb_build_object('since', body->'openedAt',
    'minutes', greatest(0, extract(epoch from climbs_at - opened_at) / 60)) end);
update alert_event set happening = happening || '{"climbsAt": null}'
where happening->>'kind' in ('raised', 'climbed') and not happening ? 'climbsAt';
create index alert_held on alert (held_by) where climbs_at is not null;
