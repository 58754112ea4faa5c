import type { Database } from '#libs/adapters-postgres';

/** What the store must hold when nothing waits any more; each count that is not 0 is a fault. */
export interface Faults {
  /** Acknowledged and not in the store, or not assessed. */
  lost: number;
  /** In the store more than once, or never acknowledged. */
  doubled: number;
  /** Figures that are not what was posted last, of those that the journal has kept. */
  wrong: number;
  /** Sums that are not the sum of what lies below them. */
  untrueSums: number;
  refused: number;
}

/** Holds the store against the journal of the one who posted. */
export async function faultsOf(
  { pool }: Database,
  journal: { acknowledged: number; kept: ReadonlyMap<string, number> },
): Promise<Faults> {
  const one = async (sql: string, values: unknown[] = []) =>
    (await pool.query<{ n: number }>(sql, values)).rows[0]?.n ?? Number.NaN;
  const posted = `observation where indicator like '%.output-%'`;
  const stored = await one(`select count(*) as n from ${posted}`);
  const distinct = await one(`select count(distinct id) as n from ${posted}`);
  const unassessed = await one(`select count(*) as n from receipt where state <> 'assessed'`);
  const kept = [...journal.kept].map(([key, value]) => ({ key, value }));
  return {
    lost: Math.max(0, journal.acknowledged - distinct) + unassessed,
    doubled: stored - distinct + Math.max(0, distinct - journal.acknowledged),
    wrong: await one(
      `select count(*) as n from json_to_recordset($1::json) as k(key text, value double precision)
       left join figure f on f.indicator || ' ' || f.period = k.key where f.value is distinct from k.value`,
      [JSON.stringify(kept)],
    ),
    untrueSums: await one(
      `select count(*) as n from figure whole join (
         select split_part(indicator, '-', 1) || '-' || split_part(split_part(indicator, '-', 2), '.', 1) || '.output' as team,
           period, sum(value) as value from figure where indicator like 'team-%.output-%' group by 1, 2) parts
       on parts.team = whole.indicator and parts.period = whole.period
       where abs(parts.value - whole.value) > 1e-6 * abs(whole.value)`,
    ),
    refused: await one('select count(*) as n from refused'),
  };
}
