import {
  countAlerts,
  type Database,
  feedEnd,
  loopStore,
  newestOrganisation,
  readAlert,
  readAlerts,
  readBacklog,
  readChanges,
  readLatest,
  readReceipts,
  readRefused,
  readSeries,
  replays,
} from '#libs/adapters-postgres';
import { twoTeams } from './loop-rig.js';
import { all, noon } from './store-rows.js';

const indicators = twoTeams.indicators.map(({ id }) => id);
const wholes = new Set(twoTeams.indicators.flatMap(({ id, rollUp }) => (rollUp ? [id] : [])));

/**
 * Everything that a page, the API, a dashboard or the loop itself can ask of a store, as one object. How often a whole was made
 * again depends on who came first, and what one batch holds on the clock: so revisions are left out of the wholes, and the feed
 * is told as a set without spans. Sums are told to twelve digits, as their order is the database's.
 */
export async function everyAnswer(database: Database): Promise<unknown> {
  const answers = {
    series: await series(database),
    alerts: await alerts(database),
    periods: await periods(database),
    known: await knowledge(database),
    rest: await rest(database),
  };
  return JSON.parse(JSON.stringify(answers, told));
}

function told(_key: string, value: unknown): unknown {
  if (typeof value === 'number') return Number(value.toPrecision(12));
  if (value instanceof Map) return [...value].toSorted(([a], [b]) => String(a).localeCompare(String(b)));
  if (isOfWhole(value)) return { ...value, revision: undefined, indicator: `${value.indicator} as a whole` };
  return value;
}

function isOfWhole(value: unknown): value is { indicator: string } {
  const of = typeof value === 'object' && value !== null && 'indicator' in value ? value.indicator : null;
  return typeof of === 'string' && wholes.has(of);
}

async function series({ pool }: Database): Promise<object> {
  const found: Record<string, unknown> = { latest: inOrder(await readLatest(pool, indicators)) };
  for (const id of indicators) {
    found[id] = await readSeries(pool, id, all);
    found[`${id}, the newest`] = await readSeries(pool, id, { limit: 3 });
    found[`${id}, a part`] = await readSeries(pool, id, { ...all, from: '2025-03-01', to: '2026-01-11' });
    for (const day of [4, 22, 45]) {
      const then = await readSeries(pool, id, { ...all, asKnownAt: noon(day) });
      found[`${id} as known on day ${day}`] = then.map(({ period, value, assessment }) => ({
        period,
        value,
        assessment,
      }));
    }
  }
  return found;
}

async function alerts({ pool }: Database): Promise<object> {
  const found = await readAlerts(pool, { units: null, states: null, limit: 100 });
  const timelines = [];
  for (const { id } of found) timelines.push(await readAlert(pool, id));
  return {
    timelines,
    reached: await readAlerts(pool, { units: ['works'], through: 'a', states: ['withdrawn', 'lapsed'], limit: 2 }),
    of: await readAlerts(pool, { units: null, indicator: 'a.output', states: null, limit: 100 }),
    counts: inOrder(await countAlerts(pool, indicators, noon(0), noon(90))),
  };
}

async function periods({ pool }: Database): Promise<object> {
  const [weeks, months] = ['figure_by_week', 'figure_by_month'].map(
    (relation) => `select * from ${relation} where indicator = any($1) and starts >= $2 order by indicator, starts`,
  );
  const ask = async (sql = '', from = '-infinity') => (await pool.query(sql, [indicators, from])).rows;
  return {
    weeks: await ask(weeks),
    months: await ask(months),
    weeksOfTheYear: await ask(weeks, '2026-01-01'),
    monthsOfTheYear: await ask(months, '2026-01-01'),
  };
}

async function knowledge(database: Database): Promise<object> {
  const keys = indicators.flatMap((indicator) => [-290, 6, 40].map((n) => ({ indicator, ordinal: 20_454 + n })));
  const ids = ['a.output/2026-01-06', 'mended-18', 'mended-5', 'nobody'];
  const sent = ids.flatMap((id) => indicators.map((indicator) => ({ id, indicator })));
  return loopStore(database).transact(async (tx) => {
    const upTo = await tx.figuresUpTo(keys);
    return {
      upTo: inOrder(upTo),
      at: inOrder(await tx.figuresAt(upTo)),
      ground: await tx.filterGround(indicators.map((indicator) => ({ indicator, ordinal: 0, filter: null }))),
      receipts: await tx.receipts(sent),
      alerts: await tx.alertsOf(keys),
    };
  });
}

async function rest(database: Database): Promise<object> {
  const { pool } = database;
  const receipts = [];
  for (const id of ['a.output/2026-01-06', 'mended-19', 'nobody']) receipts.push(...(await readReceipts(pool, id)));
  const changes = await readChanges(pool, 1, 10_000);
  return {
    receipts,
    refused: (await readRefused(pool, 10)).counts,
    backlog: await readBacklog(database, noon(60)),
    feed: {
      told: changes.length === (await feedEnd(pool)) - 1,
      changes: distinct(changes.map(({ change }) => ({ ...change, from: null, to: null }))),
    },
    timers: inOrder(await loopStore(database).dueTimers(noon(400), null, 1_000)),
    organisation: await newestOrganisation(pool),
    replays: await replays(pool),
  };
}

function inOrder(rows: readonly object[]): string[] {
  return rows.map((row) => JSON.stringify(row, told)).toSorted();
}

function distinct(rows: readonly object[]): string[] {
  return [...new Set(inOrder(rows))];
}
