-- A timer that has failed rests for a while, so that it holds up no other; it stays due, and is seen to be overdue.
alter table timer add column rests_until timestamptz;

-- What is due is read in its order, live and of each replay; live ones that are not fired together with others lie in an index of their own.
drop index timer_due;
create index timer_due on timer (due_at, subject, kind) where replay is null;
create index timer_due_singly on timer (due_at, subject, kind)
  where replay is null and (kind not in ('climb', 'answer', 'remind') or rests_until is not null);
create index timer_of_replay on timer (replay, due_at, subject, kind) where replay is not null;
create index timer_failing on timer (kind, subject) where rests_until is not null;
