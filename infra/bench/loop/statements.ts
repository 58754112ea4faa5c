import type { Stack } from './stack.js';

/** Settings under which PostgreSQL counts its statements. */
export const counting = { shared_preload_libraries: 'pg_stat_statements', 'pg_stat_statements.track': 'all' };

const tables = [
  'observation',
  'figure',
  'assessment',
  'filter_snapshot',
  'receipt',
  'alert',
  'alert_event',
  'log_record',
];

/** What lies in the tables and, on PostgreSQL, which statements have cost most, as lines of text. */
export function statements(stack: Stack): Promise<string[]> {
  return stack.use(async ({ pool, kind }) => {
    const lines: string[] = [];
    for (const table of tables) {
      const { rows } = await pool.query<{ rows: number; size: string }>(
        `select count(*) as rows, pg_size_pretty(pg_total_relation_size('${table}')) as size from ${table}`,
      );
      lines.push(`${table}: ${rows[0]?.rows} rows, ${rows[0]?.size}`);
    }
    const taken = await pool.query<{ topic: string; records: number }>(
      'select topic, sum(next_offset)::int as records from consumer_position group by topic',
    );
    for (const { topic, records } of taken.rows) lines.push(`${topic}: ${records} records taken`);
    if (kind === 'embedded') return lines;
    const { rows } = await pool.query<{ calls: number; ms: number; each: number; query: string }>(
      `select calls, total_exec_time::int as ms, round(mean_exec_time::numeric, 3)::float8 as each, left(regexp_replace(query, '\\s+', ' ', 'g'), 110) as query
       from pg_stat_statements where toplevel order by total_exec_time desc limit 30`,
    );
    return [
      ...lines,
      ...rows.map(({ calls, ms, each, query }) => `${ms} ms in ${calls} calls of ${each} ms: ${query}`),
    ];
  });
}

/** Begins counting; nothing on PGlite. */
export async function countFromHere(stack: Stack): Promise<void> {
  if (stack.name === 'embedded') return;
  await stack.use(async ({ pool }) => {
    await pool.query('create extension if not exists pg_stat_statements');
    await pool.query('select pg_stat_statements_reset()');
  });
}
