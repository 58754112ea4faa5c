import type { Deviation, Indicator, Language } from '#libs/contracts';
import { type FilterDeviation, type NamedPeriods, sentenceOf } from '#libs/filtering';
import { periodOfOrdinal, periodWords } from '#libs/indicators';

/** A row that tells something, and what lies before it; all are ordinals. */
export interface TellingRow {
  /** The first row of the series: a filter counts its periods from there, beginning with 1. */
  first: number;
  now: number;
  /** The newest values up to this row, as `newestWith` keeps them. */
  newest: readonly number[];
}

/** How many figures since an onset are named one by one. */
const mostNamed = 3;

/** Keeps as many ordinals of values as it takes to name those since an onset, or to see that they are too many. */
export function newestWith(newest: readonly number[], ordinal: number): number[] {
  return [...newest, ordinal].slice(-mostNamed - 1);
}

/** The ordinal of the onset of what a filter tells. */
export function onsetOf({ onset }: FilterDeviation, first: number): number {
  return first + onset - 1;
}

/**
 * What a filter tells, with its periods named and in a sentence. It keeps the name under which it was told first, though the
 * onset may be seen elsewhere later. What is said follows from the row and the newest values alone, wherever a run began.
 */
export function nameDeviation(
  deviation: FilterDeviation,
  indicator: Indicator,
  zone: string,
  row: TellingRow,
): Deviation {
  const nameOf = (ordinal: number) => periodOfOrdinal(indicator.cadence, zone, ordinal).name;
  const onset = onsetOf(deviation, row.first);
  const since = row.newest.filter((ordinal) => ordinal > onset);
  const periods = (language: Language): NamedPeriods => {
    const saying = { language, now: nameOf(row.now) };
    const after = nameOf(onset);
    return {
      onset: periodWords(after, saying),
      since: since.length > mostNamed ? 'many' : since.map((one) => periodWords(nameOf(one), { ...saying, after })),
    };
  };
  return {
    ...deviation,
    id: nameOf(toldFirst(deviation, row.first)),
    onset: nameOf(onset),
    sentence: sentenceOf(deviation, indicator, periods),
  };
}

/** A filter names what it tells by the period in which it saw its onset at first: onset-17. */
function toldFirst(deviation: FilterDeviation, first: number): number {
  const period = /^onset-(\d+)$/.exec(deviation.id)?.[1];
  return period === undefined ? onsetOf(deviation, first) : first + Number(period) - 1;
}
