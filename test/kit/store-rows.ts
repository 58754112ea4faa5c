import type { AssessmentRow, Changes, ObservationRow, OutgoingRecord } from '#libs/regulation';
import type { raise } from '#libs/alerting';
import { dayName } from './loop-rig.js';

/** Noon of the n-th day of 2026. */
export const noon = (n: number) => `${dayName(n)}T12:00:00.000Z`;

/** A whole series. */
export const all = { limit: 1_000 };

/** What raises an alert of unit a, which has an hour for it. */
export const fall: Parameters<typeof raise>[1] = {
  kind: 'raised',
  indicator: 'x',
  sign: 'pain',
  path: [{ unit: 'a', minutes: 60 }],
  about: {
    kind: 'deviation',
    sd: 1,
    deviation: {
      id: '1',
      status: 'raised',
      kind: 'step',
      direction: 'down',
      onset: '1',
      size: -5,
      sizeInSd: -5,
      levelBefore: 10,
      probability: 0.9,
      sentence: { en: 'It fell.', es: 'Cayó.' },
    },
  },
};

/** A revision of the n-th day of indicator x, known from noon of day `known` on. */
export function observationOf(n: number, known: number, more: Partial<ObservationRow> = {}): ObservationRow {
  const period = dayName(n);
  return {
    indicator: 'x',
    period,
    ordinal: n,
    starts: `${period}T00:00:00`,
    revision: 1,
    value: n,
    comparable: n,
    coverage: 1,
    settled: true,
    actuality: n,
    capability: null,
    potentiality: null,
    id: `x-${n}-${known}`,
    n: null,
    note: null,
    by: null,
    postedAt: noon(known),
    knownFrom: noon(known),
    replayed: false,
    ...more,
  };
}

/** What was said of the n-th day of indicator x under a sequence: its level tells the sequence. */
export function assessmentOf(n: number, sequence: number, known: number): AssessmentRow {
  const period = dayName(n);
  return {
    indicator: 'x',
    period,
    ordinal: n,
    starts: `${period}T00:00:00`,
    sequence,
    knownFrom: noon(known),
    forecast: { mean: n, sd: 1 },
    level: sequence,
    levelSd: 0.1,
    slope: 0,
    probabilities: { steady: 0.7, transient: 0.1, step: 0.1, slope: 0.1 },
    score: 0.5,
    deviation: null,
  };
}

/** The receipt of an observation that was taken as this row. */
export function receiptOf({ id, indicator, period, starts, revision }: ObservationRow): Changes['receipts'][number] {
  return { id, state: 'assessed', indicator, period, starts, revision, code: null, message: null };
}

/** A message to a unit. */
export function messageTo(key: string, id: string): OutgoingRecord {
  return { topic: 'synco.dispatches', key, id, value: JSON.stringify({ id }) };
}
