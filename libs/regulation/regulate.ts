import { grouped, type Organisation } from '#libs/organisation';
import { askRollUps } from './ask-roll-ups.js';
import { assess, firstSettled } from './assess.js';
import type { IncomingRecord } from './bus.js';
import { countImports, noteOpened } from './count-imports.js';
import { hearReports } from './hear-reports.js';
import { anyFlapping, longestCalm, type Said } from './come-and-go.js';
import { type Changed, findBeginnings } from './find-beginnings.js';
import { type FilterPlace, filterOf } from './run-filter.js';
import type { Figure, Indicator } from '#libs/contracts';
import { type Changes, type KnownAlert, noChanges } from './rows.js';
import { ownRecords, siftOrigins } from './origins.js';
import type { Transaction } from './store.js';
import { type Place, refuse } from './refuse.js';
import { admitRecords, readRecords, takeObservations } from './take-observations.js';
import { askedAgain, askedFor, neededFor, readRollUp, takeRollUps } from './take-roll-ups.js';
import { Temporal } from 'temporal-polyfill';

/** The newest filter place of an indicator, true as long as its head has the sequence that it was kept under. */
export interface KeptPlace {
  indicator: string;
  sequence: number;
  place: FilterPlace;
}
export type PlaceCache = Map<string, KeptPlace>;

/** One chunk's circumstances: the transaction, the organisation and the time in force, and the replay that the chunk belongs to. */
export interface Context {
  tx: Transaction;
  organisation: Organisation | null;
  now: string;
  places: PlaceCache;
  /** The open replay, if any; `replayId` is what the records say, open or not. */
  replay: string | null;
  replayId: string | null;
}

export interface Regulated {
  changes: Changes;
  places: KeptPlace[];
}

/** Takes a chunk of posted observations. */
export async function regulateObservations(
  context: Context,
  place: Place,
  records: IncomingRecord[],
): Promise<Regulated> {
  const { tx, organisation, now, replay } = context;
  const changes = noChanges(now);
  if (context.replayId !== null && replay === null) {
    for (const record of records) {
      refuse(changes, place, record, {
        code: 'message-too-old',
        message: `The replay ${context.replayId} is not open.`,
      });
    }
    return { changes, places: [] };
  }
  const read = readRecords(changes, place, siftOrigins(changes, place, records), organisation);
  const receipts = await tx.receipts(read.map(({ observation }) => observation));
  const known = { organisation, receipts, now: Temporal.Instant.from(now).epochMilliseconds };
  const admitted = admitRecords(changes, place, read, known);
  if (replay === null) countImports(changes, read, admitted);
  const landed = read.map(({ observation }) => observation.id);
  if (replay) changes.replay = { id: replay, landed, done: read.length, refused: changes.refused.length };
  if (!organisation || admitted.length === 0) return { changes, places: [] };
  const heads = await tx.heads([...new Set(admitted.map(({ indicator }) => indicator.id))]);
  const current = await tx.figuresAt(
    admitted.map(({ indicator, period }) => ({ indicator: indicator.id, period: period.name, starts: period.starts })),
  );
  const touched = takeObservations(changes, admitted, current, replay);
  const regulated = await assessAll(context, organisation, { changes, heads, touched, again: new Map() });
  noteOpened(changes);
  return regulated;
}

/** Takes a chunk of requests to roll up. */
export async function regulateRollUps(context: Context, place: Place, records: IncomingRecord[]): Promise<Regulated> {
  const { tx, organisation, now, replay } = context;
  const changes = noChanges(now);
  const messages = ownRecords(changes, place, records).flatMap((record) => {
    const message = readRollUp(record.value);
    if (!('code' in message)) return [message];
    refuse(changes, place, record, message);
    return [];
  });
  if (replay) changes.replay = { id: replay, landed: messages.map(({ id }) => id), done: 0, refused: 0 };
  const asked = organisation ? askedFor(organisation, messages) : [];
  const again = organisation ? askedAgain(organisation, messages) : new Map<string, number>();
  if (!organisation || asked.length + again.size === 0) return { changes, places: [] };
  const heads = await tx.heads([...new Set([...asked.map(({ indicator }) => indicator.id), ...again.keys()])]);
  const needed = neededFor(organisation, asked);
  const found = await tx.figuresUpTo(needed);
  const touched = takeRollUps(changes, organisation, asked, { lookup: lookupIn(found), replay });
  for (const id of again.keys()) if (!touched.has(id)) touched.set(id, new Map());
  return assessAll(context, organisation, { changes, heads, touched, again });
}

/** A filter may tell again of a change that began so many periods ago, whatever has become of its alert. */
const longestTold = 1_000;

interface Work {
  changes: Changes;
  heads: Map<string, number>;
  touched: Map<string, Map<number, Figure>>;
  again: Map<string, number>;
}

async function assessAll(
  context: Context,
  organisation: Organisation,
  { changes, heads, touched, again }: Work,
): Promise<Regulated> {
  const keys = [...touched].map(([indicator, figures]) => ({
    indicator,
    ordinal: Math.min(...figures.keys(), again.get(indicator) ?? Number.MAX_SAFE_INTEGER),
  }));
  const kept = (indicator: Indicator) => {
    const found = context.places.get(indicator.id);
    const serves = found?.sequence === heads.get(indicator.id) && found?.place.filter === filterOf(indicator);
    return serves ? found.place : null;
  };
  const beginnings = await findBeginnings(context.tx, organisation, { touched, again }, kept);
  const since = keys.map((key) => ({ ...key, ordinal: key.ordinal - longestTold }));
  const alerts = grouped(await context.tx.alertsOf(since), ({ alert }) => alert.indicator);
  const said = await saidBefore(context.tx, { touched, again }, alerts);
  const imported = new Set(changes.imports.map(({ indicator }) => indicator));
  const places: KeptPlace[] = [];
  for (const [id, figures] of touched) {
    const indicator = organisation.indicator(id);
    const beginning = beginnings.get(id);
    if (!indicator || !beginning) continue;
    const sequence = heads.get(id) ?? 0;
    const known = { sequence, ...beginning, alerts: alerts.get(id) ?? [], said: said.get(id) ?? [] };
    const of = { organisation, indicator, figures, imported: imported.has(id) };
    const asked = { ...of, again: again.get(id) ?? null, replay: context.replay };
    const place = assess(changes, asked, known);
    if (place) places.push({ indicator: id, sequence: sequence + 1, place });
  }
  if (context.replay === null) await hearReports(context.tx, changes, { organisation, touched, alerts });
  askRollUps(changes, organisation, { touched, heads, replay: context.replay });
  return { changes, places };
}

/** What is said of the figures before the first change of each series of which an open alert comes and goes. */
function saidBefore(
  tx: Transaction,
  { touched, again }: Changed,
  alerts: ReadonlyMap<string | null, readonly KnownAlert[]>,
) {
  const flapping = [...touched].filter(([id]) => anyFlapping(alerts.get(id) ?? []));
  const keys = flapping.flatMap(([indicator, figures]) => {
    const ordinal = firstSettled(figures, again.get(indicator) ?? null);
    return ordinal === null ? [] : [{ indicator, ordinal }];
  });
  return keys.length === 0 ? new Map<string, readonly Said[]>() : tx.saidBefore(keys, longestCalm);
}

/** Keeps places for the next batch, the latest used last; the oldest go when there are too many. */
export function keepPlaces(cache: PlaceCache, places: readonly KeptPlace[], most = 20_000): void {
  for (const kept of places) {
    cache.delete(kept.indicator);
    cache.set(kept.indicator, kept);
  }
  for (const oldest of cache.keys()) {
    if (cache.size <= most) break;
    cache.delete(oldest);
  }
}

function lookupIn(figures: readonly Figure[]): (indicator: string, ordinal: number) => Figure | undefined {
  const byIndicator = grouped(
    figures.toSorted((a, b) => b.ordinal - a.ordinal),
    ({ indicator }) => indicator,
  );
  return (indicator, ordinal) => byIndicator.get(indicator)?.find((figure) => figure.ordinal <= ordinal);
}
