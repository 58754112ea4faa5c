import type { Alert, AlertCounts, AlertEvent, Assessment, Figure, FigureReading, Refused } from '#libs/contracts';
import type { Queryable } from './database.js';
import { assessmentColumns, figureColumns, selectList } from './rows.js';

interface Span {
  from?: string | undefined;
  to?: string | undefined;
  asKnownAt?: string | undefined;
  limit: number;
}

type Joined = Figure & Omit<FigureReading, keyof Figure | 'assessment'> & FlatAssessment;
interface FlatAssessment {
  sequence: number | null;
  forecastMean: number;
  forecastSd: number;
  level: number;
  levelSd: number;
  slope: number;
  steady: number;
  transient: number;
  step: number;
  slopeShare: number;
  score: number;
  deviation: Assessment['deviation'];
}

const aboutPeriod = new Set(['indicator', 'period', 'starts', 'ordinal', 'knownFrom']);
const assessed = selectList(
  assessmentColumns.filter(([property]) => !aboutPeriod.has(property)),
  'a',
);
const posted = 'o.note, o.posted_by as "by", o.known_from as "knownFrom", o.replayed';

const inSpan = `indicator = $1 and starts >= coalesce($2::timestamp, '-infinity') and starts < coalesce($3::timestamp, 'infinity')`;

// The figures are chosen first: joined before the limit, a year of a long series would cost as much as all of it.
const nowKnown = `
  select ${selectList(figureColumns, 'f')}, ${posted}, ${assessed}
  from (select * from figure where ${inSpan} order by ordinal desc limit $4) f
  join observation o on o.indicator = f.indicator and o.starts = f.starts and o.period = f.period and o.revision = f.revision
  left join lateral (
    select * from assessment a where a.indicator = f.indicator and a.starts = f.starts and a.period = f.period
    order by a.sequence desc limit 1) a on true
  order by f.ordinal desc`;

const asKnownAt = `
  select ${selectList(figureColumns, 'o')}, ${posted}, ${assessed}
  from (
    select * from (
      select distinct on (starts, period) * from observation where ${inSpan} and known_from <= $5
      order by starts, period, revision desc) known
    order by ordinal desc limit $4) o
  left join lateral (
    select * from assessment a where a.indicator = o.indicator and a.starts = o.starts and a.period = o.period and a.known_from <= $5
    order by a.sequence desc limit 1) a on true
  order by o.ordinal desc`;

/** The newest `limit` figures of a span, oldest first, as known now or as known at an instant. */
export async function readSeries(client: Queryable, indicator: string, span: Span): Promise<FigureReading[]> {
  const values = [indicator, span.from ?? null, span.to ?? null, span.limit];
  const found = span.asKnownAt
    ? await client.query<Joined>(asKnownAt, [...values, span.asKnownAt])
    : await client.query<Joined>(nowKnown, values);
  return found.rows.toReversed().map(reading);
}

/** The newest figure of each indicator. */
export async function readLatest(client: Queryable, indicators: readonly string[]): Promise<FigureReading[]> {
  const found = await client.query<Joined>(
    `select l.* from unnest($1::text[]) as i(indicator) cross join lateral (
       select ${selectList(figureColumns, 'f')}, ${posted}, ${assessed}
       from (select * from figure f where f.indicator = i.indicator order by f.ordinal desc limit 1) f
       join observation o on o.indicator = f.indicator and o.starts = f.starts and o.period = f.period and o.revision = f.revision
       left join lateral (select * from assessment a where a.indicator = f.indicator and a.starts = f.starts and a.period = f.period
         order by a.sequence desc limit 1) a on true) l`,
    [indicators],
  );
  return found.rows.map(reading);
}

function reading(row: Joined): FigureReading {
  const { sequence, forecastMean, forecastSd, steady, transient, step, slopeShare, ...rest } = row;
  const { level, levelSd, slope, score, deviation, ...figure } = rest;
  const probabilities = { steady, transient, step, slope: slopeShare };
  const forecast = { mean: forecastMean, sd: forecastSd };
  return {
    ...figure,
    assessment: sequence === null ? null : { forecast, level, levelSd, slope, probabilities, score, deviation },
  };
}

export interface ReceiptReading {
  id: string;
  state: 'pending' | 'assessed' | 'refused';
  indicator: string;
  period: string | null;
  starts: string | null;
  revision: number | null;
  code: string | null;
  message: string | null;
  value: number | null;
}

/** What became of the figures that were sent under an id: one of each indicator, the newest first. */
export async function readReceipts(client: Queryable, id: string): Promise<ReceiptReading[]> {
  const found = await client.query<ReceiptReading>(
    `select r.id, r.state, r.indicator, r.period, r.starts, r.revision, r.code, r.message, o.value from receipt r
     left join observation o on o.indicator = r.indicator and o.starts = r.starts and o.period = r.period and o.revision = r.revision
     where r.id = $1 order by r.at desc, r.indicator`,
    [id],
  );
  return found.rows;
}

/** The alerts of these names, the newest first. */
export async function readAlertsNamed(client: Queryable, ids: readonly string[]): Promise<Alert[]> {
  const found = await client.query<{ body: Alert }>(
    'select body from alert where id = any($1::text[]) order by opened_at desc, id',
    [ids],
  );
  return found.rows.map((row) => row.body);
}

export async function readAlert(
  client: Queryable,
  id: string,
): Promise<{ alert: Alert; timeline: AlertEvent[]; photo: boolean } | null> {
  const found = await client.query<{ body: Alert; photo: boolean }>(
    'select body, exists (select from cord_photo p where p.alert = a.id) as photo from alert a where id = $1',
    [id],
  );
  const [row] = found.rows;
  if (!row) return null;
  const { body: alert, photo } = row;
  const events = await client.query<AlertEvent>(
    'select alert, sequence, at, happening from alert_event where alert = $1 order by sequence',
    [id],
  );
  return { alert, timeline: events.rows, photo };
}

/** What was refused, the newest first, and how often each code was given. */
export async function readRefused(
  client: Queryable,
  limit: number,
): Promise<{ counts: Record<string, number>; refused: Refused[] }> {
  const counts = await client.query<{ code: string; count: number }>(
    'select code, count(*) as count from refused group by code order by code',
  );
  const found = await client.query<Refused>(
    `select at, topic, partition, "offset", message_id as "messageId", code, message, excerpt from refused order by number desc limit $1`,
    [limit],
  );
  return { counts: Object.fromEntries(counts.rows.map((row) => [row.code, row.count])), refused: found.rows };
}

/** What became of the alerts of these indicators between two instants; questions from above are none of their own. */
export async function countAlerts(
  client: Queryable,
  indicators: readonly string[],
  from: string,
  to: string,
): Promise<AlertCounts[]> {
  const found = await client.query<AlertCounts>(
    `select a.indicator,
       count(distinct a.id) filter (where e.happening->>'kind' = 'raised') as raised,
       count(distinct a.id) filter (where e.happening->>'kind' in ('recovered', 'resolved')) as solved,
       count(*) filter (where e.happening->>'kind' = 'climbed') as climbed,
       0 as open
     from alert a join alert_event e on e.alert = a.id and e.at >= $2 and e.at < $3
     where a.indicator = any($1::text[]) and a.body#>>'{about,kind}' <> 'question' group by a.indicator
     union all
     select indicator, 0, 0, 0, count(*) from alert
     where indicator = any($1::text[]) and opened_at < $3 and (closed_at is null or closed_at >= $3)
       and body#>>'{about,kind}' <> 'question' group by indicator`,
    [indicators, from, to],
  );
  return found.rows;
}
