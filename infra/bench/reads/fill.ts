import type { Queryable } from '#libs/adapters-postgres';
import type { Size } from './works.js';

/** So many indicators in one statement: progress is seen, and a transaction stays small. */
const slice = 100;

// Every indicator's days in the order of the keys: a yearly wave, a level of its own, noise from a hash of (indicator, day).
const days = `
  from unnest($1::text[]) with ordinality as i(indicator, place)
  cross join generate_series($2::integer - $3::integer + 1, $2::integer) as d(ordinal)
  cross join lateral (select timestamp '1970-01-01' + d.ordinal * interval '1 day' as starts) s
  cross join lateral (select to_char(s.starts, 'YYYY-MM-DD') as period) p
  cross join lateral (select 100 + i.place % 50 + 8 * sin(d.ordinal * 0.0172)
    + ((hashtext(i.indicator || d.ordinal) & 1023) - 512) / 128.0 as value) v`;

const statements = [
  `insert into figure (indicator, period, starts, ordinal, revision, value, comparable, coverage, settled)
   select i.indicator, period, starts, d.ordinal, 1, value, value, 1, true ${days}`,
  `insert into observation (indicator, period, starts, ordinal, revision, id, value, comparable, coverage, settled,
     posted_at, known_from, replayed)
   select i.indicator, period, starts, d.ordinal, 1, i.indicator || ' ' || d.ordinal, value, value, 1, true,
     starts + interval '17 hours', starts + interval '17 hours', false ${days}`,
  `insert into assessment (indicator, period, starts, ordinal, sequence, known_from, forecast_mean, forecast_sd, level, level_sd,
     slope, p_steady, p_transient, p_step, p_slope, score)
   select i.indicator, period, starts, d.ordinal, d.ordinal - $2::integer + $3::integer, starts + interval '17 hours',
     value - 1, 3, value - 0.5, 1, 0.01, 0.97, 0.01, 0.01, 0.01, 0.2 ${days}`,
];

/** Writes the figures with what was observed and assessed, in the order of the keys. Answers how many figures there are. */
export async function fillFigures(
  client: Queryable,
  indicators: readonly string[],
  { days: howMany, lastDay }: Size,
  told: (done: number) => void,
): Promise<number> {
  const last = Math.round(Date.parse(`${lastDay}T00:00:00Z`) / 86_400_000);
  for (let from = 0; from < indicators.length; from += slice) {
    const part = indicators.slice(from, from + slice);
    for (const statement of statements) await client.query(statement, [part, last, howMany]);
    told((from + part.length) * howMany);
  }
  return indicators.length * howMany;
}

/** Writes alerts over the last year as the loop would store them: `open` of them with a clock, the rest closed. */
export async function fillAlerts(
  client: Queryable,
  alerts: readonly { id: string; body: unknown; reached: readonly string[] }[],
): Promise<void> {
  await client.query(
    `insert into alert (id, sequence, indicator, unit, held_by, reached, state, sign, opened_at, climbs_at, closed_at, onset, body)
     select body->>'id', (body->>'sequence')::integer, body->>'indicator', body->'path'->0->>'unit',
       body->'path'->((body->>'level')::integer)->>'unit', array(select json_array_elements_text(reached)), body->>'state',
       body->>'sign', (body->>'openedAt')::timestamptz, (body->>'climbsAt')::timestamptz, (body->>'closedAt')::timestamptz, 0, body
     from json_to_recordset($1::json) as r(body jsonb, reached json)`,
    [JSON.stringify(alerts)],
  );
  await client.query(
    `insert into inbox (alert, unit, opened_at, climbs_at, closed)
     select a.id, u.unit, a.opened_at, a.climbs_at, a.closed_at is not null from alert a, unnest(a.reached) as u(unit)`,
  );
}
