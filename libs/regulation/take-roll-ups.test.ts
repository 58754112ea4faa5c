import { describe, expect, it } from '@jest/globals';
import type { Figure, RollUp } from '#libs/contracts';
import { noChanges } from './rows.js';
import { askedFor, neededFor, readRollUp, takeRollUps } from './take-roll-ups.js';
import { dayOfYear, figure, works } from './testing/works.js';

const ask = (n: number, more: Partial<RollUp> = {}): RollUp => ({
  id: `r${n}`,
  indicator: 'all',
  period: dayOfYear(n).name,
  settle: false,
  ...more,
});
/** During the day of period 5, before it is due. */
const during = '2026-01-06T12:00:00Z';
const long = '2026-02-01T00:00:00Z';

function make(figures: Figure[], { organisation = works(), now = during, asked = [ask(5)] } = {}) {
  const changes = noChanges(now);
  const needed = neededFor(organisation, askedFor(organisation, asked));
  const upTo = (indicator: string, ordinal: number) =>
    figures
      .filter((found) => found.indicator === indicator && found.ordinal <= ordinal)
      .toSorted((a, b) => b.ordinal - a.ordinal)[0];
  // Only what was asked of the store may be used.
  const found = needed.flatMap((key) => upTo(key.indicator, key.ordinal) ?? []);
  const lookup = (indicator: string, ordinal: number) =>
    found.find((known) => known.indicator === indicator && known === upTo(indicator, ordinal));
  const touched = takeRollUps(changes, organisation, askedFor(organisation, asked), { lookup, replay: null });
  return { changes, made: touched.get('all')?.get(dayOfYear(5).ordinal) };
}

describe('what is asked', () => {
  it.each([null, '', '{}', JSON.stringify({ ...ask(5), settle: 'yes' })])('cannot be read from %s', (text) => {
    expect(readRollUp(text)).toMatchObject({ code: 'message-malformed' });
  });

  it('is made once a period, and settled if any message says so', () => {
    const asked = askedFor(works(), [ask(5), ask(5, { settle: true }), ask(5), ask(6)]);
    expect(asked.map(({ period, settle }) => [period.name, settle])).toEqual([
      ['2026-01-06', true],
      ['2026-01-07', false],
    ]);
  });

  it('leaves out what the organisation does not have, or does not roll up', () => {
    const gone = [ask(5, { indicator: 'gone' }), ask(5, { indicator: 'left' }), ask(5, { period: '2026-W02' })];
    expect(askedFor(works(), gone)).toEqual([]);
  });
});

describe('an aggregate', () => {
  const both = [figure('left', 5, 30), figure('right', 5, 50)];

  it('is settled when all have reported, with no timer left', () => {
    const { made, changes } = make(both);
    expect(made).toMatchObject({ value: 80, comparable: 80, coverage: 1, settled: true, revision: 1, actuality: 80 });
    expect(changes.timers).toMatchObject({ set: [], clear: [{ kind: 'settle', subject: 'all 2026-01-06' }] });
    expect(changes.observations).toMatchObject([{ id: 'all/2026-01-06/1', by: null, value: 80 }]);
  });

  it('is provisional before, compared at full coverage, and waits for its due time', () => {
    const { made, changes } = make([figure('left', 5, 30)]);
    expect(made).toMatchObject({ value: 30, comparable: 60, coverage: 0.5, settled: false });
    expect(changes.timers.set).toMatchObject([
      { kind: 'settle', subject: 'all 2026-01-06', dueAt: '2026-01-07T01:24:00Z' },
    ]);
  });

  it.each([
    ['its due time', { now: '2026-01-07T01:24:00Z' }],
    ['being told so', { asked: [ask(5, { settle: true })] }],
  ])('is settled by %s with those that have reported', (_, more) => {
    expect(make([figure('left', 5, 30)], more).made).toMatchObject({ coverage: 0.5, settled: true });
  });

  it('stays settled: what comes later is a revision', () => {
    const before = figure('all', 5, 30, { settled: true, coverage: 0.5, revision: 3 });
    expect(make([figure('left', 5, 31), before]).made).toMatchObject({ revision: 4, settled: true, value: 31 });
  });

  it('makes no new revision of the same figure', () => {
    const first = make(both).made;
    if (!first) throw new Error('a figure');
    const { made, changes } = make([...both, first]);
    expect(made).toBeUndefined();
    expect(changes.observations).toEqual([]);
  });

  it('is none while nobody has reported for the period itself', () => {
    expect(make([figure('left', 4, 30)]).made).toBeUndefined();
  });

  it('counts the capability agreed since a part was posted, and its own where it has one', () => {
    const agreed = (value: number) => [{ from: '2026-01-01', value, evidence: 'counted' }];
    const parts = { left: { capability: agreed(40) }, right: { capability: agreed(60) } };
    expect(make(both, { organisation: works(parts) }).made?.capability).toBe(100);
    const own = works({ ...parts, all: { capability: agreed(90) } });
    expect(make(both, { organisation: own }).made?.capability).toBe(90);
  });

  it('of the rule ratio carries its sums, whatever is agreed for the ratio itself', () => {
    const agreed = (value: number) => [{ from: '2026-01-01', value, evidence: 'counted' }];
    const organisation = works({
      left: { capability: agreed(40), potentiality: agreed(50) },
      right: { capability: agreed(60), potentiality: agreed(110) },
      all: { rollUp: { rule: 'ratio' }, capability: agreed(1), potentiality: agreed(1) },
    });
    const expected = { value: 0.8, actuality: 80, capability: 100, potentiality: 160 };
    expect(make(both, { organisation }).made).toMatchObject(expected);
  });
});

describe('a weight by another indicator', () => {
  const organisation = works({
    all: { rollUp: { rule: 'mean' } },
    left: { weight: { indicator: 'people' } },
    right: { weight: 1 },
    further: [{ id: 'people', unit: 'left-team' }],
  });
  const both = [figure('left', 5, 10), figure('right', 5, 50)];

  it.each([
    ['of the same period', [figure('people', 5, 3), figure('people', 4, 9)], 20],
    ['last known before', [figure('people', 2, 3), figure('people', 6, 9)], 20],
    ['that is not known yet counts nothing', [figure('people', 6, 9)], 50],
    ['below 0 counts nothing', [figure('people', 5, -1)], 50],
  ])('%s', (_, people, value) => {
    expect(make([...both, ...people], { organisation, now: long }).made?.value).toBe(value);
  });

  it('enters the coverage', () => {
    expect(make([figure('right', 5, 50), figure('people', 5, 3)], { organisation }).made).toMatchObject({
      coverage: 0.25,
      settled: false,
    });
  });
});
