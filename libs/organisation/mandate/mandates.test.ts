import type { Mandate, Role } from '#libs/contracts';
import { describe, expect, test } from '@jest/globals';
import { organise } from '../organise.js';
import { federation } from '../testing/federation.js';
import { electorateOf, mayStillVote } from './mandates.js';

const org = organise(1, federation());
const then = '2026-11-23T08:00:00Z';
const now = '2026-11-24T08:00:00Z';

const speaks = (name: string, unit: string, more: Partial<Mandate> & { role?: Role } = {}): Mandate => ({
  id: `${name}-${unit}`,
  unit,
  role: 'member',
  person: { id: name, name },
  from: '2026-11-01T08:00:00Z',
  until: null,
  ended: null,
  vote: null,
  ...more,
});
const among = (...mandates: Mandate[]) => ({
  of: (unit: string) => mandates.filter((mandate) => mandate.unit === unit),
  now,
});
const over = { ended: '2026-11-23T09:00:00Z' };

describe('who votes on the mandates of a unit', () => {
  test.each<[string, Mandate[], string[]]>([
    [
      'those in it whose role is named',
      [speaks('ana', 'team'), speaks('ines', 'team', { role: 'coordinator' })],
      ['ana'],
    ],
    ['all in it where there is none of these', [speaks('ines', 'team', { role: 'coordinator' })], ['ines']],
    ['the nearest above where it has nobody', [speaks('ana', 'team', over), speaks('kim', 'federation')], ['kim']],
    ['who begins later does not yet', [speaks('ana', 'team', { from: '2026-12-01T08:00:00Z' })], []],
    [
      'those right below the root where nobody is above',
      [speaks('ana', 'works'), speaks('olu', 'office')],
      ['ana', 'olu'],
    ],
    ['nobody of another tree', [speaks('ren', 'other')], []],
  ])('%s', (_, mandates, who) => {
    const unit = mandates.some(({ unit }) => unit === 'office') ? 'federation' : 'team';
    expect(electorateOf(org, unit, among(...mandates).of, now)).toEqual(who);
  });
});

describe('whoever was entitled when a vote was opened', () => {
  const vote = { unit: 'team', openedAt: then, electorate: ['ana', 'bo'] };

  test.each<[string, Mandate[], boolean]>([
    ['votes', [speaks('ana', 'team')], true],
    ['votes no more when the mandate has ended', [speaks('ana', 'team', over), speaks('bo', 'team')], false],
    ['nor by one of another unit', [speaks('ana', 'team', over), speaks('ana', 'federation')], false],
    ['nor by one that began after', [speaks('ana', 'team', over), speaks('ana', 'team', { from: now })], false],
    [
      'votes from above, whoever has come in by that vote',
      [speaks('cleo', 'team', { from: then }), speaks('ana', 'works')],
      true,
    ],
    [
      'votes from above, where the unit had nobody then',
      [speaks('bo', 'team', { from: now }), speaks('ana', 'works')],
      true,
    ],
  ])('%s', (_, mandates, may) => {
    expect(mayStillVote(org, vote, 'ana', among(...mandates))).toBe(may);
  });

  test('and nobody else', () => {
    expect(mayStillVote(org, { ...vote, electorate: ['bo'] }, 'ana', among(speaks('ana', 'team')))).toBe(false);
  });
});
