-- Alerts know how far they have reached, with whom they were shared, and have clocks besides the climb.
update alert set body = body || jsonb_build_object('reach', (body->>'level')::integer + 1, 'sharedWith', '[]'::jsonb,
  'answerBy', null, 'remindAt', null, 'askedUntil', null, 'toConfirm', '[]'::jsonb, 'reviewAt', null)
where not body ? 'reach';

alter table timer drop constraint timer_kind_check;
alter table timer add constraint timer_kind_check check (kind ~ '^[a-z]+$');

drop index alert_held;
create index alert_held on alert (held_by) where closed_at is null;

-- Shared with others is not climbed.
create or replace view panels.alert_week with (security_barrier) as
select a.unit, date_trunc('week', a.opened_at at time zone 'UTC') as starts, a.sign, count(*) as raised,
  count(*) filter (where (a.body->>'level')::integer > 0) as climbed,
  count(*) filter (where a.closed_at is not null) as closed,
  percentile_cont(0.5) within group (order by extract(epoch from a.closed_at - a.opened_at) / 3600) as hours
from public.alert a group by 1, 2, 3;
