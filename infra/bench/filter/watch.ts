import type { Filter, FilterDeviation, FilterInput, FilterSettings } from '#libs/filtering';
import type { Noise } from './noises.js';

/** What a detector tells at a row; a chart tells steps only. Rows are counted from 1. */
export type Told = Pick<FilterDeviation, 'id' | 'status' | 'kind' | 'direction' | 'onset'>;

/** A detector on its way through a series; `next` leaves it as it is, so that several changes can begin at one place. */
export interface Watch {
  next: (input: FilterInput) => Seen;
}

/** A row as a detector sees it; charts forecast nothing. */
export interface Seen {
  watch: Watch;
  forecast: { mean: number; sd: number } | null;
  told: Told | null;
}

/** A detector of the bench: a name, and how it begins on a kind of noise. */
export interface Detector {
  name: string;
  begin: (noise: Noise) => Watch;
}

/** A filter as a detector. */
export function filterDetector<State>(
  name: string,
  filter: Pick<Filter<State>, 'start' | 'update'>,
  sensitivity: FilterSettings['sensitivity'] = 'normal',
): Detector {
  const watch = (state: State): Watch => ({
    next: (input) => {
      const { state: after, assessment } = filter.update(state, input);
      return { watch: watch(after), forecast: assessment.forecast, told: assessment.deviation };
    },
  });
  return { name, begin: ({ settings }) => watch(filter.start({ ...settings, sensitivity })) };
}
