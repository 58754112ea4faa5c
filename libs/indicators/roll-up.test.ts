import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { rollUp } from './roll-up.js';
import type { Part } from './roll-up.js';

const part = (weight: number, value: number | null, more: Partial<NonNullable<Part['figure']>> = {}): Part => ({
  indicator: 'x',
  weight,
  figure: value === null ? null : { value, coverage: 1, a: value, c: null, p: null, ...more },
});

describe('a sum', () => {
  it('adds up what has reported and compares it on full coverage', () => {
    expect(rollUp('sum', [part(1, 10), part(1, 20), part(2, null)])).toMatchObject({
      value: 30,
      coverage: 0.5,
      comparable: 60,
    });
  });

  it('carries a lower coverage upward', () => {
    const rolled = rollUp('sum', [part(1, 10, { coverage: 0.5 }), part(1, 20)]);
    expect(rolled).toMatchObject({ value: 30, coverage: 0.75, comparable: 40 });
  });
});

describe('a weighted mean', () => {
  it('is that of the reporters', () => {
    expect(rollUp('mean', [part(3, 1), part(1, 2), part(4, null)])).toMatchObject({
      value: 1.25,
      comparable: 1.25,
      coverage: 0.5,
    });
  });

  it('passes over parts of weight 0, unless there is nothing else', () => {
    expect(rollUp('mean', [part(0, 100), part(1, 2)])).toMatchObject({ value: 2, coverage: 1 });
    expect(rollUp('mean', [part(0, 1), part(0, 3), part(0, null)])).toMatchObject({ value: 2, coverage: 2 / 3 });
    expect(rollUp('mean', [part(0, 100), part(1, null)])).toBeNull();
  });
});

describe('a ratio of sums', () => {
  it('divides the actualities by the capabilities and carries both', () => {
    const rolled = rollUp('ratio', [part(5, 40, { c: 60 }), part(5, 20, { c: 20 })]);
    expect(rolled).toEqual({ value: 0.75, comparable: 0.75, coverage: 1, a: 60, c: 80, p: null });
  });

  it('takes a part without capability as one that has not reported', () => {
    expect(rollUp('ratio', [part(1, 40, { c: 80 }), part(3, 7)])).toMatchObject({ value: 0.5, coverage: 0.25 });
  });

  it('is none where nothing could be done', () => {
    expect(rollUp('ratio', [part(1, 0, { c: 0 })])).toBeNull();
  });
});

describe('capability and potentiality', () => {
  const parts = [part(3, 1, { c: 2, p: 4 }), part(1, 2, { c: 6, p: 8 })];

  it('are made as the figure is', () => {
    expect(rollUp('sum', parts)).toMatchObject({ a: 3, c: 8, p: 12 });
    expect(rollUp('mean', parts)).toMatchObject({ a: 1.25, c: 3, p: 5 });
    expect(rollUp('ratio', parts)).toMatchObject({ a: 3, c: 8, p: 12 });
  });

  it('are none where a part that has reported has none', () => {
    expect(rollUp('sum', [...parts, part(1, 5, { c: 5 })])).toMatchObject({ a: 8, c: 13, p: null });
    expect(rollUp('mean', [...parts, part(1, 5)])).toMatchObject({ c: null, p: null });
  });
});

describe('every rule', () => {
  const rules = fc.constantFrom('sum' as const, 'mean' as const, 'ratio' as const);
  const value = fc.double({ min: 0.01, max: 1e6, noNaN: true });
  const weight = fc.double({ min: 0.01, max: 100, noNaN: true });
  const reported = fc.tuple(weight, value, value).map(([w, a, c]) => part(w, a, { c }));
  const silent = weight.map((w) => part(w, null));

  it('says nothing when nobody has reported', () => {
    fc.assert(fc.property(rules, fc.array(silent), (rule, parts) => expect(rollUp(rule, parts)).toBeNull()));
  });

  it('does not mind the order of the parts, nor their weights all scaled alike', () => {
    fc.assert(
      fc.property(rules, fc.array(fc.oneof(reported, silent), { minLength: 1 }), (rule, parts) => {
        const heavier = parts.toReversed().map((each) => ({ ...each, weight: each.weight * 8 }));
        const [one, other] = [rollUp(rule, parts), rollUp(rule, heavier)];
        expect(other === null).toBe(one === null);
        fc.pre(one !== null && other !== null);
        expect(other.value / one.value).toBeCloseTo(1, 9);
        expect(other.coverage).toBeCloseTo(one.coverage, 9);
      }),
    );
  });

  it('covers more with every part that reports, and all when all do', () => {
    fc.assert(
      fc.property(rules, fc.array(reported, { minLength: 1 }), silent, (rule, parts, missing) => {
        const whole = rollUp(rule, parts);
        const partly = rollUp(rule, [...parts, missing]);
        expect(whole?.coverage).toBeCloseTo(1, 9);
        expect(partly?.coverage).toBeLessThan(1);
        expect(partly?.value).toEqual(whole?.value);
      }),
    );
  });

  it('gives a ratio the same whether it is rolled up in one step or in two', () => {
    fc.assert(
      fc.property(fc.array(reported, { minLength: 1 }), fc.array(reported, { minLength: 1 }), (left, right) => {
        const groups = [left, right].flatMap((parts) => {
          const figure = rollUp('ratio', parts);
          return figure ? [{ indicator: 'group', weight: 1, figure }] : [];
        });
        const direct = rollUp('ratio', [...left, ...right])?.value ?? 0;
        expect((rollUp('ratio', groups)?.value ?? 0) / direct).toBeCloseTo(1, 9);
      }),
    );
  });
});
