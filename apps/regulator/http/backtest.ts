import { setImmediate as turn } from 'node:timers/promises';
import { readSeries } from '#libs/adapters-postgres';
import {
  type Assessment,
  type Backtest,
  type FigureReading,
  type Indicator,
  Sensitivity,
  SyncoError,
} from '#libs/contracts';
import { checkValue } from '#libs/indicators';
import type { Organisation, Viewer } from '#libs/organisation';
import { type FilterPlace, type Frame, frameOf, runFilter } from '#libs/regulation';
import { backtestSummary, type Counted, countRow, nothingCounted, seriesView, toldAt } from '#libs/reporting';
import type { Parts } from '../parts.js';

const mostFigures = 20_000;
/** A chart that is longer than this is not read. */
const mostPoints = 5_000;
const figuresAPage = 2_000;
/** After so many figures the event loop gets a turn, so that others need not wait. */
const figuresATurn = 50;

/**
 * The settled figures of an indicator, run through the filter with the settings that `tried` has. Throws SyncoError
 * `value-out-of-scale` where a figure does not fit the scale tried.
 */
export async function triedBacktest(
  parts: Parts,
  organisation: Organisation,
  viewer: Viewer,
  tried: Indicator,
): Promise<Backtest> {
  const { readings, truncated } = await newestReadings(parts, tried.id);
  const settled = readings.filter((reading) => reading.settled);
  const misfit = settled.find(({ comparable }) => !fits(tried, comparable));
  if (misfit)
    throw new SyncoError('value-out-of-scale', `${misfit.period} has ${misfit.comparable}: not on ${tried.scale}.`);
  const { counted, assessments } = await run(tried, frameOf(organisation, tried), settled);
  const { cadence, good, sensitivity } = tried;
  const shown = readings.slice(-mostPoints);
  return {
    summary: backtestSummary(counted, { cadence, good, chosen: sensitivity }),
    truncated,
    told: toldAt(counted, sensitivity),
    series: seriesView(organisation, tried, viewer, {
      readings: shown.map((reading) => ({ ...reading, assessment: assessments.get(reading.ordinal) ?? null })),
      truncated: truncated || shown.length < readings.length,
    }),
  };
}

/** A sum that was brought to full coverage need not be whole. */
function fits({ scale }: Indicator, comparable: number): boolean {
  return checkValue(scale === 'count' ? 'positive' : scale, comparable) === null;
}

/** Read in pages, the newest first: a page of many would keep everybody else waiting. Oldest first in the end. */
async function newestReadings(
  { database }: Parts,
  indicator: string,
): Promise<{ readings: FigureReading[]; truncated: boolean }> {
  const pages: FigureReading[][] = [];
  let count = 0;
  let oldest: FigureReading | undefined;
  do {
    const page: FigureReading[] = await readSeries(database.pool, indicator, {
      to: oldest && justAfter(oldest.starts),
      limit: figuresAPage,
    });
    const before = oldest?.ordinal ?? Number.POSITIVE_INFINITY;
    const older = page.filter(({ ordinal }) => ordinal < before);
    pages.unshift(older);
    count += older.length;
    oldest = page.length < figuresAPage ? undefined : older[0];
    await turn();
  } while (oldest && count <= mostFigures);
  return { readings: pages.flat().slice(-mostFigures), truncated: count > mostFigures };
}

/** Two hours of one autumn night start at the same local time: the next page ends after it, and what was read is dropped. */
function justAfter(starts: string): string {
  return `${starts.slice(0, 19)}.001`;
}

type Runs = Record<Sensitivity, { place: FilterPlace | null; rows: readonly { assessment: Assessment }[] }>;

/** Runs the filter at every sensitivity over figures in their order. */
async function run(
  tried: Indicator,
  frame: Frame,
  figures: readonly FigureReading[],
): Promise<{ counted: Counted; assessments: Map<number, Assessment> }> {
  const assessments = new Map<number, Assessment>();
  const runs: Runs = { calm: fresh(), normal: fresh(), sensitive: fresh() };
  const first = figures[0]?.ordinal ?? 0;
  let counted = nothingCounted;
  for (let from = 0; from < figures.length; from += figuresATurn) {
    const some = figures.slice(from, from + figuresATurn);
    for (const sensitivity of Sensitivity.options)
      runs[sensitivity] = runFilter({ ...tried, sensitivity }, frame, runs[sensitivity].place, some);
    some.forEach(({ period, ordinal, comparable, coverage }, index) => {
      const at = (sensitivity: Sensitivity) => runs[sensitivity].rows[index]?.assessment ?? null;
      const told = (sensitivity: Sensitivity) => at(sensitivity)?.deviation ?? null;
      const missing = coverage < (tried.rollUp?.leastCoverage ?? 0) || frame.noticed?.leftOut(ordinal);
      const value = missing ? null : comparable;
      const row = { at: period, period: ordinal - first + 1, value };
      counted = countRow(counted, row, { calm: told('calm'), normal: told('normal'), sensitive: told('sensitive') });
      const assessment = at(tried.sensitivity);
      if (assessment) assessments.set(ordinal, assessment);
    });
    await turn();
  }
  return { counted, assessments };
}

function fresh(): Runs[Sensitivity] {
  return { place: null, rows: [] };
}
