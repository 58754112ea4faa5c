import type { Assessment, BacktestSummary, Good, Scale } from '#libs/contracts';
import { Sensitivity } from '#libs/contracts';
import { backtestSummary, type Counted, countRow, nothingCounted } from '#libs/reporting';
import { courseOf } from './backtest-course.js';
import { type Columns, headerOf, inOrder, cellsOf, type Read, type Refused, readRow, refused } from './backtest-row.js';

export interface BacktestOptions {
  /** hour, day, week, month, quarter, year, an ISO duration or 5m, 2h, 1d; without it the median gap of the rows so far. */
  cadence?: string;
  scale: Scale;
  good: Good;
  sensitivity: Sensitivity;
  /** Whether to run all sensitivities and count what they tell. */
  summary?: boolean;
}

/** How many rows there were, how many of them were refused, and what was counted where that was asked for. */
export interface Backtested {
  rows: number;
  bad: number;
  summary: BacktestSummary | null;
}

/**
 * Runs the filter over CSV rows `at,value` (for fractions also `of`, the n of k / n) and writes one JSON line for each before it
 * asks for the next: `at` and `value` with the assessment's fields (the onset named by the `at` of its row), or `at` and `error`
 * where the row cannot be read, is not after the one before, or does not fit the scale. Throws SyncoError `usage-wrong` for a
 * cadence that cannot be read.
 */
export async function backtest(
  input: AsyncIterable<string>,
  write: (line: string) => Promise<void> | void,
  options: BacktestOptions,
): Promise<Backtested> {
  const { answer, summary } = assessor(options);
  let rows = 0;
  let bad = 0;
  let columns: Columns | null = null;
  for await (const line of input) {
    const cells = cellsOf(line);
    if (cells?.length === 0) continue;
    if (cells && columns === null) {
      columns = headerOf(cells);
      if (columns) continue;
    }
    columns ??= inOrder;
    const read = cells ? readRow(cells, columns, options.scale) : refused(line, 'The quotes of this row do not close.');
    const answered = 'error' in read ? read : answer(read);
    rows += 1;
    bad += 'error' in answered ? 1 : 0;
    await write(JSON.stringify(answered));
  }
  return { rows, bad, summary: summary() };
}

/** A row's line: the assessment's fields flat, its deviation's onset as the `at` of a row. */
type Assessed = Pick<Read, 'at' | 'value'> & Assessment;

interface Assessor {
  answer: (row: Read) => Assessed | Refused;
  summary: () => BacktestSummary | null;
}

/** Answers rows at the chosen sensitivity; where a summary is wanted, the others run beside it. */
function assessor({ summary: wanted = false, sensitivity: chosen, good, ...settings }: BacktestOptions): Assessor {
  const sensitivities = wanted ? Sensitivity.options : [chosen];
  const course = courseOf({ ...settings, sensitivities });
  const place = sensitivities.indexOf(chosen);
  let counted: Counted = nothingCounted;
  return {
    answer: (row) => {
      const taken = course.take(row);
      if ('error' in taken) return taken;
      const assessment = taken.assessments[place];
      if (assessment === undefined) throw new Error(`nothing was said at the sensitivity ${chosen}`);
      const { at, value } = row;
      if (wanted) counted = countRow(counted, { at, value, period: taken.period }, toldBy(taken.assessments));
      return { at, value, ...assessment };
    },
    summary: () => (wanted ? backtestSummary(counted, { cadence: course.cadence(), good, chosen }) : null),
  };
}

/** What is told at each sensitivity, from assessments in the order of the sensitivities. */
function toldBy([calm, normal, sensitive]: readonly Assessment[]) {
  return {
    calm: calm?.deviation ?? null,
    normal: normal?.deviation ?? null,
    sensitive: sensitive?.deviation ?? null,
  };
}
