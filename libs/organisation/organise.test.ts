import { describe, expect, it } from '@jest/globals';
import type { AlertAbout } from '#libs/contracts';
import { alertPath, type Concern, severityOf, stepOf } from './agreements.js';
import { difference } from './difference.js';
import { durationMinutes } from './duration.js';
import { organise } from './organise.js';
import type { Organisation } from './organise.js';
import { readOrganisation } from './read.js';
import { federation } from './testing/federation.js';

const org = organise(3, federation());
const ids = (items: readonly { id: string }[]) => items.map(({ id }) => id);

describe('an organisation', () => {
  it('knows its tree', () => {
    expect(ids(org.roots())).toEqual(['federation', 'other']);
    expect(ids(org.childrenOf('federation'))).toEqual(['works', 'office']);
    expect(ids(org.pathUp('team'))).toEqual(['team', 'works', 'federation']);
    expect(org.pathUp('nobody')).toEqual([]);
    expect(org.childrenOf('nobody')).toEqual([]);
  });

  it.each([
    ['team', 'federation', true],
    ['team', 'works', true],
    ['team', 'team', false],
    ['works', 'team', false],
    ['team', 'office', false],
    ['nobody', 'federation', false],
  ])('%s is below %s: %s', (unit, above, below) => {
    expect(org.isBelow(unit, above)).toBe(below);
  });

  it('hands time zones down, and lets a unit have its own', () => {
    expect(['federation', 'team', 'office', 'other'].map((id) => org.timeZoneOf(id))).toEqual([
      'Europe/Madrid',
      'Europe/Madrid',
      'America/Santiago',
      'UTC',
    ]);
  });

  it('knows what is made from what', () => {
    expect(ids(org.indicatorsOf('team'))).toEqual(['team.output', 'team.people']);
    expect(ids(org.partsOf('works.output'))).toEqual(['team.output']);
    expect(ids(org.weighs('team.people'))).toEqual(['team.output']);
    expect(['team.output', 'works.output', 'all.output', 'other.empty'].map((id) => org.heightOf(id))).toEqual([
      0, 1, 2, 1,
    ]);
  });
});

const fall: Concern = { unit: 'team', indicator: 'team.output', kind: 'deviation', severity: 'ordinary' };

describe('the agreed time', () => {
  it.each<[string, Partial<Concern>, number, number | undefined]>([
    ['in general', { kind: 'silence' }, 7 * 1440, undefined],
    ['for what is severe', { severity: 'severe' }, 120, 10],
    ['for the kind rather than the severity', { kind: 'cord', severity: 'severe' }, 60, undefined],
    ['for the indicator rather than the kind', { indicator: 'team.output', kind: 'cord' }, 30, undefined],
  ])('is that of the most precise agreement of the unit: %s', (_, concern, minutes, acknowledge) => {
    const document = federation();
    document.agreements = [
      { unit: 'team', dealWithin: 'P7D' },
      { unit: 'team', severity: 'severe', dealWithin: 'PT2H', acknowledgeWithin: 'PT10M' },
      { unit: 'team', kind: 'cord', dealWithin: 'PT1H' },
      { unit: 'team', indicator: 'team.output', dealWithin: 'PT30M' },
      { unit: 'federation', indicator: 'team.people', kind: 'cord', severity: 'severe', dealWithin: 'PT1M' },
    ];
    const step = stepOf(organise(1, document), 'team', { ...fall, indicator: 'team.people', ...concern });
    expect(step).toEqual({ unit: 'team', minutes, ...(acknowledge !== undefined && { acknowledge }) });
  });

  it('tells what is severe: six sd or more, and reports that are missing', () => {
    const sentence = { en: 'x', es: 'x' };
    const silence = { kind: 'silence', period: '2026-11-20', periods: 1, sentence } as const;
    const deviation = { id: 'd', onset: 'o', size: 1, levelBefore: 1, probability: 1, sentence } as const;
    const told = { ...deviation, status: 'raised', kind: 'step', direction: 'up' } as const;
    const of = (sizeInSd: number): AlertAbout => ({ kind: 'deviation', deviation: { ...told, sizeInSd }, sd: 1 });
    expect([of(5.9), of(-6), { ...silence, silence: 'late' } as const].map(severityOf)).toEqual([
      'ordinary',
      'severe',
      'ordinary',
    ]);
    expect(severityOf({ ...silence, silence: 'missing' })).toBe('severe');
  });

  it.each([
    ['team', 'team.output', 8 * 60],
    ['team', 'team.people', 2 * 1440],
    ['works', 'team.output', 2 * 1440],
    ['federation', 'all.output', 90],
    ['federation', 'team.output', 7 * 1440],
    ['office', 'all.output', 90],
    ['other', 'other.empty', 1440],
  ])('of %s for %s is %s minutes', (unit, indicator, minutes) => {
    expect(stepOf(org, unit, { ...fall, indicator })).toEqual({ unit, minutes });
  });

  it('makes the path of an alert', () => {
    expect(alertPath(org, { ...fall, indicator: 'team.output' })).toEqual([
      { unit: 'team', minutes: 480 },
      { unit: 'works', minutes: 2880 },
      { unit: 'federation', minutes: 10_080 },
    ]);
    expect(alertPath(org, { ...fall, unit: 'nothing' })).toEqual([]);
  });

  it.each([
    ['P2D', 2880],
    ['P1W', 10_080],
    ['PT30M', 30],
    ['P1DT12H', 2160],
    ['P1W2DT3H4M', 10_080 + 2880 + 184],
  ])('%s is %s minutes', (iso, minutes) => {
    expect(durationMinutes(iso)).toBe(minutes);
  });
});

describe('the difference of two documents', () => {
  it('is everything at first and nothing for the same, whatever the order of the fields', () => {
    const first = difference(null, federation());
    expect(first.units.added).toHaveLength(5);
    expect(first.agreements.added).toContain('team/team.output');
    expect(first.other).toEqual(['name', 'credits']);
    const nothing = { added: [], removed: [], changed: [] };
    const units = federation().units.map(({ id, ...rest }) => ({ ...rest, id, note: undefined }));
    const turned = { ...federation(), units };
    expect(difference(federation(), turned)).toEqual({
      units: nothing,
      indicators: nothing,
      agreements: nothing,
      other: [],
    });
  });

  it('names what came, went and changed', () => {
    const after = federation();
    after.units.push({ id: 'new', name: 'New', parent: 'works' });
    after.indicators = after.indicators
      .filter(({ id }) => id !== 'other.empty')
      .map((each) => (each.id === 'team.people' ? { ...each, sensitivity: 'calm' } : each));
    after.agreements = after.agreements.map((each) => ({ ...each, dealWithin: 'P3D' }));
    after.name = 'Renamed';
    expect(difference(federation(), after)).toEqual({
      units: { added: ['new'], removed: [], changed: [] },
      indicators: { added: [], removed: ['other.empty'], changed: ['team.people'] },
      agreements: {
        added: [],
        removed: [],
        changed: ['federation', 'federation/all.output', 'works', 'team/team.output'],
      },
      other: ['name'],
    });
  });
});

it('takes a federation of two hundred thousand indicators', () => {
  const units = Array.from({ length: 20_000 }, (_, at) => ({
    id: `u${at}`,
    name: `Unit ${at}`,
    parent: at === 0 ? null : `u${Math.floor((at - 1) / 8)}`,
    timeZone: 'Europe/Madrid',
  }));
  const indicators = Array.from({ length: 200_000 }, (_, at) => {
    const unit = at % 20_000;
    const kind = Math.floor(at / 20_000);
    const into = unit === 0 ? {} : { into: `i${Math.floor((unit - 1) / 8) + kind * 20_000}` };
    const rollUp = unit * 8 + 1 < 20_000 ? { rollUp: { rule: 'sum' } } : {};
    return {
      id: `i${at}`,
      unit: `u${unit}`,
      name: 'x',
      measure: 'x',
      cadence: 'day',
      scale: 'real',
      good: 'more',
      ...into,
      ...rollUp,
    };
  });
  const read = readOrganisation({ name: 'Large', units, indicators });
  if (!read.ok) throw new Error(JSON.stringify(read.errors.slice(0, 3)));
  const before = process.cpuUsage();
  const org: Organisation = organise(1, read.document);
  expect(process.cpuUsage(before).user / 1_000).toBeLessThan(10_000);
  expect(org.heightOf('i0')).toBe(5);
  expect(org.partsOf('i0')).toHaveLength(8);
});
