import type { Assessment, Deviation, Indicator, Series, SeriesPoint } from '#libs/contracts';

/** A deviation for tests. */
export function deviationOf(given: Partial<Deviation> = {}): Deviation {
  return {
    id: 'd',
    status: 'raised',
    kind: 'unclear',
    direction: 'down',
    onset: '2026-11-02',
    size: -3,
    sizeInSd: -4,
    levelBefore: 10,
    probability: 0.9,
    sentence: { en: 'It fell.', es: 'Cayó.' },
    ...given,
  };
}

/** An assessment for tests: 10 expected, give or take 1. */
export function assessmentOf(deviation: Deviation | null = null): Assessment {
  const probabilities = { steady: 1, transient: 0, step: 0, slope: 0 };
  return { forecast: { mean: 10, sd: 1 }, level: 10, levelSd: 0.5, slope: 0, probabilities, score: 0, deviation };
}

/** One day's point for tests. */
export function pointOf(period: string, given: Partial<SeriesPoint> = {}): SeriesPoint {
  const indices = { productivity: null, latency: null, performance: null };
  return {
    period,
    starts: `${period}T00:00:00`,
    value: 10,
    comparable: 10,
    revision: 1,
    settled: true,
    coverage: 1,
    replayed: false,
    note: null,
    by: null,
    knownFrom: `${period}T18:00:00Z`,
    assessment: null,
    indices,
    ...given,
  };
}

/** A series of these points for tests, daily unless told otherwise. */
export function seriesOf(points: SeriesPoint[], given: Partial<Indicator> = {}): Series {
  const indicator: Indicator = {
    id: 'a.b',
    unit: 'a',
    name: 'Output',
    measure: 'pieces',
    cadence: 'day',
    scale: 'real',
    good: 'more',
    sensitivity: 'normal',
    visibility: 'unit',
    weight: 1,
    capability: [],
    potentiality: [],
    references: [],
    ...given,
  };
  return { indicator, unit: { id: 'a', name: 'A', parent: null }, points, truncated: false };
}
