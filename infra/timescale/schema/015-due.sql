-- A timer that has failed rests for a while, so that it holds up no other; it stays due, and is seen to be overdue.
alter table timer add column rests_until timestamptz;

-- What is due is read in its order, live and of each replay; live ones that are not fired together with others lie in an index of their own.
drop index timer_due;
create index timer_due on timer (due_at, subject, kind) where replay is null;
create index timer_due_singly on timer (due_at, subject, kind)
  where replay is null and (kind not in ('climb', 'answer', 'remind') or rests_until is not null);
create index timer_of_replay on timer (replay, due_at, subject, kind) where replay is not null;
create index timer_failing on timer (kind, subject) where rests_until is not null;

-- Which alerts have reached which unit, in the order in which an inbox is read: however long it is, only what is shown is looked at.
create table inbox (
  alert text not null,
  unit text not null,
  opened_at timestamptz not null,
  climbs_at timestamptz,
  closed boolean not null,
  primary key (alert, unit)
);
create index inbox_open on inbox (unit, climbs_at, opened_at desc, alert) where not closed;
create index inbox_closed on inbox (unit, opened_at desc, alert) where closed;
insert into inbox (alert, unit, opened_at, climbs_at, closed)
select distinct a.id, u.unit, a.opened_at, a.climbs_at, a.closed_at is not null from alert a, unnest(a.reached) as u(unit);
drop index alert_open;
