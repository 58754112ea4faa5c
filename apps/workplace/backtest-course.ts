import type { Assessment, Cadence, Language, Scale, Sensitivity } from '#libs/contracts';
import { type FilterDeviation, type FilterState, type NamedPeriods, sentenceOf, start, update } from '#libs/filtering';
import { checkValue, periodWords } from '#libs/indicators';
import { type Read, type Refused, refused } from './backtest-row.js';
import { cadenceOf, cadenceShown, stepOf } from './steps-cadence.js';
import { phaseOf, type Position, readCadence, type Step, stepsBetween } from './steps.js';

/** What a row comes to: how many periods have elapsed up to it, and what the filter says of it at each sensitivity asked for. */
interface Taken {
  period: number;
  assessments: Assessment[];
}

/** The filter along the rows of a series. */
export interface Course {
  take: (row: Read) => Taken | Refused;
  /** The cadence as it is known by now. */
  cadence: () => Cadence | null;
}

interface CourseSettings {
  /** As `readCadence` reads it; without it the gaps show the cadence. */
  cadence?: string;
  scale: Scale;
  sensitivities: readonly Sensitivity[];
}

/** A filter tells nothing in its first values: so many rows with values show the cadence, and then it begins anew. */
const valuesToLearn = 10;
/** Onsets are named by the rows that they lie in; no filter looks back further than so many rows with values. */
const rowsRemembered = 1024;
/** So many rows since an onset are named one by one. */
const mostNamed = 3;

/**
 * Runs the filter over rows in their order. Without a cadence the gaps of the first rows show it, and the filter runs over
 * these rows again, knowing it. Throws SyncoError `usage-wrong` for a cadence that cannot be read.
 */
export function courseOf({ cadence: text, scale, sensitivities }: CourseSettings): Course {
  const step = text === undefined ? null : readCadence(text);
  const begin = (cadence: Cadence | null, by: Step | null) => running({ scale, sensitivities, cadence, step: by });
  let cadence = step && cadenceOf(step);
  let run = begin(cadence, step);
  let learning: Read[] | null = step === null ? [] : null;
  let values = 0;
  const learn = (rows: Read[]): void => {
    learning = null;
    cadence = cadenceShown(rows.map(({ position }) => position));
    if (cadence === null) return;
    run = begin(cadence, stepOf(cadence));
    for (const row of rows) run(row);
  };
  return {
    cadence: () => cadence,
    take: (row) => {
      const taken = run(row);
      if ('error' in taken || learning === null) return taken;
      learning.push(row);
      values += row.value === null ? 0 : 1;
      if (values >= valuesToLearn) learn(learning);
      return taken;
    },
  };
}

interface Running extends Omit<CourseSettings, 'cadence'> {
  cadence: Cadence | null;
  step: Step | null;
}

/** The filter at each sensitivity, with what must be kept between two rows. */
function running({ cadence, step, scale, sensitivities }: Running): (row: Read) => Taken | Refused {
  const steps = stepsBetween(step);
  const names = new Map<number, string>();
  let states: FilterState[] | null = null;
  let before: Position | null = null;
  let period = 0;
  return ({ at, position, value, of }) => {
    const elapsed = before === null ? 1 : steps(before, position);
    if (elapsed === null) return refused(at, 'This row is not after the one before it.', 'replay-time-backwards');
    const misfit = value === null ? null : checkValue(scale, value);
    if (misfit !== null) return refused(at, misfit, 'value-out-of-scale');
    before = position;
    period += elapsed;
    if (value !== null) remember(names, period, at);
    const input = { elapsed, value, weight: 1, ...(of === null ? {} : { of }) };
    const phase = phaseOf(cadence, position);
    states ??= sensitivities.map((sensitivity) => start({ cadence, scale, sensitivity, phase }));
    const rows = states.map((state) => update(state, input));
    states = rows.map(({ state }) => state);
    const assessments = rows.map((updated) => {
      const { deviation, ...rest } = updated.assessment;
      return { ...rest, deviation: deviation && named(deviation, { scale, cadence, names, now: at }) };
    });
    return { period, assessments };
  };
}

function remember(names: Map<number, string>, period: number, at: string): void {
  names.set(period, at);
  const [oldest] = names.keys();
  if (names.size > rowsRemembered && oldest !== undefined) names.delete(oldest);
}

interface Saying {
  scale: Scale;
  cadence: Cadence | null;
  names: ReadonlyMap<number, string>;
  now: string;
}

/** What is told, its onset as the `at` of a row, and in words. */
function named(deviation: FilterDeviation, { scale, cadence, names, now }: Saying) {
  return {
    ...deviation,
    onset: names.get(deviation.onset) ?? now,
    sentence: sentenceOf(deviation, { scale, measure: null, cadence }, (language) =>
      periodsOf(names, deviation.onset, { language, now, cadence }),
    ),
  };
}

/** The rows that a sentence names, by their `at`: in words where that is a date or another period's name. */
function periodsOf(
  names: ReadonlyMap<number, string>,
  onset: number,
  { language, now, cadence }: { language: Language; now: string; cadence: Cadence | null },
): NamedPeriods {
  const after = periodName(names.get(onset) ?? now, cadence);
  const saying = { language, now: periodName(now, cadence) };
  const newest = [...names].slice(-mostNamed - 1).filter(([period]) => period > onset);
  return {
    onset: periodWords(after, saying),
    since:
      newest.length > mostNamed
        ? 'many'
        : newest.map(([, at]) => periodWords(periodName(at, cadence), { ...saying, after })),
  };
}

/** A date that stands for a month, a quarter or a year, by the name of that period. */
function periodName(at: string, cadence: Cadence | null): string {
  const [, year, month] = /^(\d{4})-(\d{2})-\d{2}$/.exec(at) ?? [];
  if (year === undefined || month === undefined) return at;
  if (cadence === 'month') return `${year}-${month}`;
  if (cadence === 'quarter') return `${year}-Q${Math.ceil(Number(month) / 3)}`;
  return cadence === 'year' ? year : at;
}
