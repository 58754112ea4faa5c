import { type Database, readAlert, readAlerts, readRefused } from '#libs/adapters-postgres';
import { topics } from '#libs/contracts';
import { dayName, type Rig, startRig, twoTeams } from './loop-rig.js';
import { all, noon } from './store-rows.js';

/**
 * Tells one story over a database and answers all that can be read afterwards: three weeks of two teams, a fall, its alert on the
 * way up while nobody answers, a late figure, a correction that withdraws, a figure that is refused, a whole that is settled with
 * a part missing. Databases that keep their promises tell it alike.
 */
export async function tellStory(database: Database): Promise<object> {
  const rig = await startRig(database, noon(0));
  try {
    for (let n = 0; n < 20; n += 1) {
      rig.now = noon(n);
      const late = n === 9;
      await rig.post([['a.output', dayName(n), n < 18 ? ordinary(n) : 40]]);
      if (!late) await rig.post([['b.output', dayName(n), ordinary(n + 3)]]);
    }
    await passDays(rig, [21, 22, 23, 30]);
    await rig.post([['b.output', dayName(9), ordinary(12)]]);
    await rig.post([['a.output', dayName(18), ordinary(18), 'mended-18']]);
    await rig.post([['a.output', dayName(19), ordinary(19), 'mended-19']]);
    await rig.post([['a.output', dayName(20), 1, 'mended-19']]);
    await rig.post([['b.output', dayName(21), ordinary(24)]]);
    await passDays(rig, [32, 40]);
    return await ending(database, rig);
  } finally {
    await rig.close();
  }
}

function ordinary(n: number): number {
  return 100 + Math.sin(n * 12.9898) * 4;
}

async function passDays(rig: Rig, days: readonly number[]): Promise<void> {
  for (const day of days) {
    rig.now = noon(day);
    await rig.settle();
    await rig.settle();
  }
}

/** How often a whole was made again depends on who came first, so revisions are left out of the wholes. */
async function ending({ pool }: Database, rig: Rig): Promise<object> {
  const series: Record<string, unknown> = {};
  for (const { id, rollUp } of twoTeams.indicators) {
    const points = await rig.series(id, all);
    series[id] = rollUp ? points.map((point) => ({ ...point, revision: null })) : points;
    series[`${id} as it was`] = (await rig.series(id, { ...all, asKnownAt: noon(22) })).map(
      ({ period, value, assessment }) => ({ period, value, assessment }),
    );
  }
  const alerts = await readAlerts(pool, { units: null, states: null, limit: 100 });
  const timelines = await Promise.all(alerts.map(({ id }) => readAlert(pool, id)));
  const said = await pool.query('select id from log_record where topic = $1 order by id', [topics.dispatches]);
  const left = await pool.query('select kind, subject, due_at from timer order by kind, subject');
  const { counts } = await readRefused(pool, 10);
  return { series, timelines, said: said.rows, left: left.rows, counts };
}
