import type { Assessment, Good, Language, Scale, Sensitivity } from '#libs/contracts';
import { type NamedPeriods, sentenceOf, start, update } from '#libs/filtering';
import { checkValue, periodWords } from '#libs/indicators';
import { type Columns, headerOf, inOrder, cellsOf, type Read, type Refused, readRow, refused } from './backtest-row.js';
import { type Position, readCadence, stepsBetween } from './steps.js';

export interface BacktestOptions {
  /** hour, day, week, month, quarter, year, an ISO duration or 5m, 2h, 1d; without it the median gap of the rows so far. */
  cadence?: string;
  scale: Scale;
  good: Good;
  sensitivity: Sensitivity;
}

/** Onsets are named by the rows that they lie in; no filter looks back further than so many rows with values. */
const rowsRemembered = 1024;
/** So many rows since an onset are named one by one. */
const mostNamed = 3;

/**
 * Runs the filter over CSV rows `at,value` and writes one JSON line for each before it asks for the next: `at` and `value` with
 * the assessment's fields (the onset named by the `at` of its row), or `at` and `error` where the row cannot be read, is not
 * after the one before, or does not fit the scale. Throws SyncoError `usage-wrong` for a cadence that cannot be read.
 */
export async function backtest(
  input: AsyncIterable<string>,
  write: (line: string) => Promise<void> | void,
  options: BacktestOptions,
): Promise<{ rows: number; bad: number }> {
  const answer = assessor(options);
  const counted = { rows: 0, bad: 0 };
  let columns: Columns | null = null;
  for await (const line of input) {
    const cells = cellsOf(line);
    if (cells?.length === 0) continue;
    if (cells && columns === null) {
      columns = headerOf(cells);
      if (columns) continue;
    }
    columns ??= inOrder;
    const answered = cells ? answer(readRow(cells, columns)) : refused(line, 'The quotes of this row do not close.');
    counted.rows += 1;
    counted.bad += 'error' in answered ? 1 : 0;
    await write(JSON.stringify(answered));
  }
  return counted;
}

/** A row's line: the assessment's fields flat, its deviation's onset as the `at` of a row. */
type Assessed = Omit<Read, 'position'> & Assessment;

/** The filter along the rows, with what must be kept between them. */
function assessor({ cadence, scale, sensitivity }: BacktestOptions): (row: Read | Refused) => Assessed | Refused {
  const steps = stepsBetween(cadence === undefined ? null : readCadence(cadence));
  const names = new Map<number, string>();
  let state = start({ cadence: null, scale, sensitivity });
  let before: Position | null = null;
  return (row) => {
    if ('error' in row) return row;
    const elapsed = before === null ? 1 : steps(before, row.position);
    if (elapsed === null) return refused(row.at, 'This row is not after the one before it.', 'replay-time-backwards');
    const misfit = row.value === null ? null : checkValue(scale, row.value);
    if (misfit !== null) return refused(row.at, misfit, 'value-out-of-scale');
    before = row.position;
    const updated = update(state, { elapsed, value: row.value, weight: 1 });
    state = updated.state;
    if (row.value !== null) remember(names, state.period, row.at);
    const { deviation, ...rest } = updated.assessment;
    const named = deviation && {
      ...deviation,
      onset: names.get(deviation.onset) ?? row.at,
      sentence: sentenceOf(deviation, { scale, measure: null, cadence: null }, (language) =>
        periodsOf(names, deviation.onset, { language, now: row.at }),
      ),
    };
    return { at: row.at, value: row.value, ...rest, deviation: named };
  };
}

function remember(names: Map<number, string>, period: number, at: string): void {
  names.set(period, at);
  const [oldest] = names.keys();
  if (names.size > rowsRemembered && oldest !== undefined) names.delete(oldest);
}

/** The rows that a sentence names, by their `at`: in words where that is a date or another period's name. */
function periodsOf(
  names: ReadonlyMap<number, string>,
  onset: number,
  saying: { language: Language; now: string },
): NamedPeriods {
  const after = names.get(onset) ?? saying.now;
  const newest = [...names].slice(-mostNamed - 1).filter(([period]) => period > onset);
  return {
    onset: periodWords(after, saying),
    since: newest.length > mostNamed ? 'many' : newest.map(([, at]) => periodWords(at, { ...saying, after })),
  };
}
