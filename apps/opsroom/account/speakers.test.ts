import { describe, expect, test } from '@jest/globals';
import type { Mandate, Me } from '#libs/contracts';
import { lostUnit, speakersOf } from './speakers.js';

const now = Date.parse('2026-05-04T10:00:00Z');
const person = { id: '6f2b8f7e-0000-4000-8000-000000000001', name: 'Rosa', email: null };
const ended = '2026-05-04T09:00:00Z';

function mandate(unit: string, given: Partial<Mandate> = {}): Mandate {
  const from = '2026-01-01T00:00:00Z';
  return { id: unit, unit, role: 'member', person, from, until: null, ended: null, vote: null, ...given };
}

function mine(...mandates: Mandate[]): Me {
  return { access: 'accounts', person, mandates, elsewhere: null, demo: [] };
}

describe('as whom a signed-in person looks', () => {
  test('their name goes with each mandate that lasts, and the role decides which page is theirs', () => {
    const known = mine(
      mandate('sewing', { role: 'coordinator' }),
      mandate('works', { role: 'delegate' }),
      mandate('cutting', { ended }),
      mandate('dyeing', { until: ended }),
      mandate('spinning', { from: '2026-05-05T00:00:00Z' }),
    );
    expect(speakersOf(known, null, now)).toEqual([
      { name: 'Rosa', unit: 'sewing', use: 'coordinator' },
      { name: 'Rosa', unit: 'works', use: 'council' },
    ]);
  });

  test('the one that was chosen comes first; a choice that is no mandate changes nothing', () => {
    const known = mine(mandate('a'), mandate('b'));
    const units = (unit: string) => speakersOf(known, { name: 'Rosa', unit, use: 'team' }, now).map((one) => one.unit);
    expect(units('b')).toEqual(['b', 'a']);
    expect(units('c')).toEqual(['a', 'b']);
  });

  test('nobody signed in looks as nobody', () => {
    expect(speakersOf({ ...mine(mandate('a')), person: null }, null, now)).toEqual([]);
  });

  test('a mandate that ends while the page is open is told, of the same person only', () => {
    const before = mine(mandate('a'), mandate('b'));
    const after = mine(mandate('a'), mandate('b', { ended }));
    expect(lostUnit(before, after, now)).toBe('b');
    expect(lostUnit(after, after, now)).toBeNull();
    expect(lostUnit(before, { ...after, person: null }, now)).toBeNull();
    expect(lostUnit(null, after, now)).toBeNull();
    const toCome = mine(mandate('a'), mandate('c', { from: '2026-05-05T00:00:00Z' }));
    expect(lostUnit(toCome, toCome, now)).toBeNull();
  });
});
