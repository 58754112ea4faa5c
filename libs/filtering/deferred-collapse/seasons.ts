import type { Cadence } from '#libs/contracts';

/**
 * A layer of a season: a cycle of so many periods in bins of `width` periods. `prior` is the variance of a bin before anything is
 * known of it and `least` what it never falls below, so that seasons may change; both in units of S.
 */
export interface Layer {
  cycle: number;
  width: number;
  prior: number;
  least: number;
}

/** A season is the sum of its layers. */
export type Season = readonly Layer[];

const usual = { prior: 4, least: 0.02 };
const plain = (cycle: number): Season => [{ cycle, width: 1, ...usual }];

/** The seasons that a series of this cadence may have, each more particular than the one before. */
export function seasonsOf(cadence: Cadence | null): readonly Season[] {
  const key =
    typeof cadence === 'object' && cadence
      ? 'minutes' in cadence
        ? cadence.minutes
        : -cadence.shifts.length
      : cadence;
  const known = remembered.get(key);
  if (known) return known;
  const made = madeFor(cadence);
  remembered.set(key, made);
  return made;
}

const remembered = new Map<string | number | null, readonly Season[]>();

function madeFor(cadence: Cadence | null): readonly Season[] {
  if (cadence === null) return [plain(7), plain(12)];
  if (typeof cadence === 'object')
    return 'minutes' in cadence ? withinDays(1440 / cadence.minutes) : inShifts(cadence.shifts.length);
  const known: Record<typeof cadence, readonly Season[]> = {
    hour: withinDays(24),
    day: [plain(7)],
    week: [],
    month: [plain(12)],
    quarter: [plain(4)],
    year: [],
  };
  return known[cadence];
}

/** At most so many bins make a day. */
const dayBins = 48;

/** The hours of the day; then also the days of the week, and what its quarter days and hours have of their own. */
function withinDays(day: number): readonly Season[] {
  const width = Math.max(1, day / dayBins);
  const hours: Layer = { cycle: day, width, prior: usual.prior / width, least: usual.least / width };
  const ofWeek = (width: number, prior: number): Layer => ({
    cycle: 7 * day,
    width,
    prior,
    least: usual.least / width,
  });
  return [[hours], [hours, ofWeek(day, 0.5), ofWeek(day / 4, 0.1), ofWeek(Math.max(1, day / 24), 0.05)]];
}

/** The shifts of the day, and those of the week. */
function inShifts(day: number): readonly Season[] {
  return day === 1 ? [plain(7)] : [plain(day), plain(7 * day)];
}

/**
 * How soon a change may be believed in while `found` of the seasons that a series of this cadence may have has been found, after so
 * many values: until two of its shortest cycles have been seen hardly, until two of the longest with reserve. Then 1.
 */
export function patience(cadence: Cadence | null, found: number, values: number): number {
  const seasons = seasonsOf(cadence);
  if (cadence === null || found === seasons.length) return 1;
  const cycles = seasons.map((season) => Math.max(...season.map(({ cycle }) => cycle)));
  if (found === 0 && values < 2 * Math.min(...cycles)) return 0.1;
  return values < 2 * Math.max(...cycles) ? 0.3 : 1;
}
