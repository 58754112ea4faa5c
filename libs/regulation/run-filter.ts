import type { Assessment, Indicator } from '#libs/contracts';
import { filterVersion, type FilterState, freeze, levelOf, proceed, start, thaw, update } from '#libs/filtering';
import { phaseOf } from '#libs/indicators';
import type { LevelBelief } from '#libs/alerting';
import type { Figure } from '#libs/contracts';
import { nameDeviation, newestWith, onsetOf } from './name-deviation.js';
import type { Noticed } from './noticed.js';
import type { FilterSnapshot } from './rows.js';

/** The filter of one indicator where it stands: after the row `ordinal`, with `rows` rows since its last snapshot. */
export interface FilterPlace {
  /** What it was made with: under other settings, or by another filter, it does not serve. */
  filter: string;
  first: number;
  ordinal: number;
  state: FilterState;
  /** The ordinals of the newest values, for what is told in words. */
  newest: readonly number[];
  rows: number;
}

/** One row that the filter has seen, with what it believed of the level before and after. */
export interface FilterRow {
  figure: Figure;
  before: LevelBelief | null;
  after: LevelBelief | null;
  assessment: Assessment;
  /** The ordinal of the onset of what is told in this row. */
  onset: number | null;
}

export interface FilterRun {
  rows: FilterRow[];
  place: FilterPlace;
  snapshots: FilterSnapshot[];
}

const rowsASnapshot = 64;

/** What decides on the filter's state besides the figures: the version of the filter and the settings of the indicator. */
export function filterOf(indicator: Indicator): string {
  const { cadence, scale, sensitivity } = settingsOf(indicator);
  return JSON.stringify([filterVersion, cadence, scale, sensitivity, leastCoverageOf(indicator)]);
}

/** Where a run may begin by a snapshot; null where it cannot be read: then only all figures will do. */
export function placeOf(
  indicator: Indicator,
  { filter, first, ordinal, state: text }: FilterSnapshot,
): FilterPlace | null {
  const [, newest, frozen] = /^([\d -]*)\|(.*)$/s.exec(text) ?? [];
  if (newest === undefined || frozen === undefined || filter !== filterOf(indicator)) return null;
  const state = thaw(frozen, settingsOf(indicator));
  return state && { filter, first, ordinal, state, newest: newest.split(' ').filter(Boolean).map(Number), rows: 0 };
}

/** A snapshot is the ordinals of the newest values, a bar, and the frozen state. */
function snapshotOf({ newest, state }: FilterPlace): string {
  return `${newest.join(' ')}|${freeze(state)}`;
}

/** The time zone of a series, and what notices say of its periods. */
export interface Frame {
  zone: string;
  noticed?: Noticed;
}

/**
 * Runs the filter from a place over figures in the order of their periods. The same way serves a new figure, a late one and a
 * correction: what comes out equals a run in the right order. What notices leave out is missing to it, and with the first value
 * after a known change it begins anew.
 */
export function runFilter(
  indicator: Indicator,
  { zone, noticed }: Frame,
  from: FilterPlace | null,
  figures: readonly Figure[],
): FilterRun {
  let place = from ?? beginning(indicator, zone, figures[0]?.ordinal ?? 0);
  const run: FilterRun = { rows: [], place, snapshots: [] };
  let before = levelOf(place.state);
  for (const figure of figures) {
    const { ordinal } = figure;
    const value = noticed?.leftOut(ordinal) ? null : valueOf(indicator, figure);
    if (value !== null && isAnew(noticed, place.first, ordinal)) {
      place = beginning(indicator, zone, ordinal);
      before = null;
    }
    const { filter, first } = place;
    const input = { elapsed: ordinal - place.ordinal, value, weight: Math.max(figure.coverage, 1e-6) };
    // The place that a run begins from belongs to others too; the states after it are the run's own.
    const { state, assessment } = (place === from ? update : proceed)(place.state, input);
    const newest = value === null ? place.newest : newestWith(place.newest, ordinal);
    place = { filter, first, ordinal, state, newest, rows: place.rows + 1 };
    const { deviation } = assessment;
    const named = deviation && nameDeviation(deviation, indicator, zone, { first, now: ordinal, newest });
    const after = levelOf(state);
    const onset = deviation && onsetOf(deviation, first);
    run.rows.push({ figure, before, after, onset, assessment: { ...assessment, deviation: named } });
    before = after;
    if (place.rows >= rowsASnapshot) {
      run.snapshots.push({ indicator: indicator.id, ordinal, first, filter, state: snapshotOf(place) });
      place = { ...place, rows: 0 };
    }
  }
  return { ...run, place };
}

function settingsOf({ cadence, scale, sensitivity }: Indicator) {
  return { cadence, scale, sensitivity };
}

function leastCoverageOf({ rollUp }: Indicator): number {
  return rollUp?.leastCoverage ?? 0;
}

/** Where the filter begins with a figure: it knows nothing yet. */
function beginning(indicator: Indicator, zone: string, first: number): FilterPlace {
  const settings = { ...settingsOf(indicator), phase: phaseOf(indicator.cadence, zone, first) };
  return { filter: filterOf(indicator), first, ordinal: first - 1, state: start(settings), newest: [], rows: 0 };
}

/** Whether a known change has come to its end since the filter began with `first`. */
function isAnew(noticed: Noticed | undefined, first: number, ordinal: number): boolean {
  return noticed?.anew.some((change) => first < change && change <= ordinal) ?? false;
}

/** Below its least coverage a period is missing to the filter; above, coverage weighs it. */
function valueOf(indicator: Indicator, figure: Figure): number | null {
  return figure.coverage >= leastCoverageOf(indicator) ? figure.comparable : null;
}
