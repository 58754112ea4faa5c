import { type Alert, type FigureReading, OrganisationDocument, Role } from '#libs/contracts';
import { organise } from '#libs/organisation';

const common = { measure: 'pieces', cadence: 'day', scale: 'positive', good: 'more' };
const agreed = (value: number) => [{ from: '2026-01-01', value, evidence: 'counted together' }];

/** A federation, its works and two teams; the first team's output is its own affair, the second's is shared with all. */
export const organisation = organise(
  7,
  OrganisationDocument.parse({
    name: 'Federation',
    credits: ['Made up for tests.'],
    units: [
      { id: 'federation', name: 'Federation', parent: null, timeZone: 'Europe/Berlin', level: 'federation' },
      { id: 'works', name: 'Works', parent: 'federation' },
      { id: 'first', name: 'First team', parent: 'works' },
      { id: 'second', name: 'Second team', parent: 'works' },
    ],
    indicators: [
      { ...common, id: 'works.output', unit: 'works', name: 'Output', rollUp: { rule: 'sum' } },
      { ...common, id: 'works.share', unit: 'works', name: 'Share', rollUp: { rule: 'ratio' }, capability: agreed(1) },
      {
        ...common,
        id: 'first.output',
        unit: 'first',
        name: 'Output',
        into: 'works.output',
        capability: agreed(100),
        potentiality: agreed(200),
      },
      {
        ...common,
        id: 'second.output',
        unit: 'second',
        name: 'Output',
        visibility: 'federation',
        into: 'works.output',
      },
    ],
    agreements: [
      { unit: 'federation', dealWithin: 'P2D' },
      { unit: 'second', dealWithin: 'PT8H' },
    ],
  }),
);

/** Somebody who speaks for a unit. */
export const of = (unit: string) => ({ name: 'Ana', unit, roles: Role.options, account: null });

/** A figure of the first team as the store reads it, with an assessment that puts the level at the value. */
export function reading(more: Partial<FigureReading> = {}): FigureReading {
  const value = more.value ?? 80;
  return {
    indicator: 'first.output',
    period: '2026-03-01',
    ordinal: 20513,
    starts: '2026-03-01T00:00:00',
    revision: 1,
    value,
    comparable: value,
    coverage: 1,
    settled: true,
    actuality: value,
    capability: null,
    potentiality: null,
    note: 'a belt broke',
    by: 'Ana',
    knownFrom: '2026-03-02T00:00:00Z',
    replayed: false,
    assessment: {
      forecast: { mean: 79, sd: 2 },
      level: value,
      levelSd: 1,
      slope: 0.5,
      probabilities: { steady: 0.97, transient: 0.01, step: 0.01, slope: 0.01 },
      score: 0.1,
      deviation: null,
    },
    ...more,
  };
}

/** An open alert of the first team that has climbed to a level of its path. */
export function alertAt(level: number, more: Partial<Alert> = {}): Alert {
  return {
    id: 'alert',
    sequence: 1,
    indicator: 'first.output',
    state: 'open',
    sign: 'pain',
    path: ['first', 'works', 'federation'].map((unit) => ({ unit, minutes: 60 })),
    level,
    reach: level + 1,
    sharedWith: [],
    under: null,
    asked: false,
    apart: false,
    again: null,
    goneIn: null,
    openedAt: '2026-03-02T00:00:00Z',
    climbsAt: null,
    answerBy: null,
    remindAt: null,
    askedUntil: null,
    toConfirm: [],
    reviewAt: null,
    clock: null,
    acknowledgedUntil: null,
    closedAt: null,
    about: {
      kind: 'deviation',
      sd: 2,
      deviation: {
        id: '2026-03-01',
        status: 'raised',
        kind: 'step',
        direction: 'down',
        onset: '2026-03-01',
        size: -10,
        sizeInSd: -5,
        levelBefore: 90,
        probability: 0.9,
        sentence: { en: 'It has fallen.', es: 'Ha caído.' },
      },
    },
    replayed: false,
    ...more,
  };
}
