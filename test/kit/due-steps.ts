import type { Queryable } from '#libs/adapters-postgres';

/** What became of the steps that were due between two instants. */
export interface DueSteps {
  steps: number;
  /** Taken before they were due. */
  early: number;
  /** Taken more than once from the same unit, or told more than once in a timeline. */
  doubled: number;
  /** Due and not taken. */
  lost: number;
  /** Milliseconds from when a step was due to its commit; NaN where the server does not keep the times of commits. */
  p50: number;
  p95: number;
  max: number;
}

// A climb is due when the clock says that the unit's arrival has started, and a reminder likewise.
const taken = `
  select e.alert, e.sequence, e.at, s.sequence as since, e.happening->>'kind' as kind, e.xmin as written,
    (s.happening->>case e.happening->>'kind' when 'climbed' then 'climbsAt' else 'remindAt' end)::timestamptz as due
  from alert_event e cross join lateral (
    select s.sequence, s.happening from alert_event s
    where s.alert = e.alert and s.sequence < e.sequence and s.happening->>'kind' in ('raised', 'climbed')
    order by s.sequence desc limit 1) s
  where e.happening->>'kind' in ('climbed', 'reminded')`;

/** Holds the timelines against the clocks that stand in them, for what was due from an instant to another. */
export async function dueSteps(client: Queryable, from: string, to: string): Promise<DueSteps> {
  const { rows: kept } = await client.query<{ on: string }>(`select current_setting('track_commit_timestamp') as on`);
  const late =
    kept[0]?.on === 'on' ? 'extract(epoch from pg_xact_commit_timestamp(written) - due) * 1000' : `'NaN'::float8`;
  const found = await client.query<DueSteps>(
    `with taken as (${taken}), step as (select *, ${late} as late from taken where due >= $1 and due < $2)
     select count(*) as steps, count(*) filter (where at < due) as early,
       (select count(*) - count(distinct (alert, kind, since)) from taken)
         + (select count(*) from (select alert from alert_event group by alert having count(*) <> max(sequence)) gap) as doubled,
       (select count(*) from timer where kind in ('climb', 'remind') and due_at >= $1 and due_at < $2)
         + (select count(*) from alert a where closed_at is null and climbs_at >= $1 and climbs_at < $2
             and not exists (select from timer t where t.kind = 'climb' and t.subject = a.id)) as lost,
       percentile_cont(0.5) within group (order by late) as p50, percentile_cont(0.95) within group (order by late) as p95,
       max(late)::float8 as max from step`,
    [from, to],
  );
  const [row] = found.rows;
  if (!row) throw new Error('a count has no row');
  return row;
}
