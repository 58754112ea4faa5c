import { randomUUID } from 'node:crypto';
import { OwnData, UnitPeople, VoteView } from '#libs/contracts';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Crowd } from './crowd.js';
import { codeOf, type Kit, openKit, read } from './kit.js';

const password = 'a long enough password';
const document = {
  name: 'Own data',
  units: [
    { id: 'union', name: 'Union', parent: null, timeZone: 'UTC' },
    { id: 'weavers', name: 'Weavers', parent: 'union' },
  ],
  indicators: [
    { id: 'cloth', unit: 'weavers', name: 'Cloth', measure: 'm', cadence: 'day', scale: 'positive', good: 'more' },
  ],
};
let kit: Kit;
let crowd: Crowd;

beforeAll(async () => {
  kit = await openKit({ now: '2026-11-23T12:00:00Z', settings: { ACCESS: 'accounts' } });
  crowd = await Crowd.begin(kit, document);
  await crowd.admit('ana', { role: 'member', unit: 'weavers' });
}, 60_000);

afterAll(async () => {
  await kit.stop();
  await kit.remove();
});

const people = async (name: string) =>
  read(UnitPeople, await kit.call('GET', '/api/units/weavers/people', crowd.as(name, 'weavers')));
const leave = (name: string, secret: string) =>
  kit.call('POST', '/api/me/leave', { ...crowd.as(name), body: { password: secret } });

describe('what is kept of a person', () => {
  test('is theirs to read, all of it, and nobody else’s', async () => {
    await crowd.admit('ben', { role: 'coordinator', unit: 'weavers', by: ['ana'], from: 'weavers' });
    const own = read(OwnData, await kit.call('GET', '/api/me/data', crowd.as('ana')));
    expect(own).toMatchObject({
      account: { name: 'ana', email: 'ana@synco.example', elsewhere: null },
      mandates: [{ unit: 'weavers', role: 'member' }],
      proposed: [{ unit: 'weavers', state: 'passed' }],
    });
    expect(own.sessions).toHaveLength(1);
    expect(JSON.stringify(own)).not.toMatch(/password|hash|secret/i);
    expect(codeOf(await kit.call('GET', '/api/me/data'))).toBe('sign-in-needed');
  });

  test('whoever alone organises a tree sees to a successor first', async () => {
    expect(codeOf(await leave('rosa', password))).toBe('not-allowed');
  });

  test('is forgotten with the account, by password; what was done for the unit stays with it', async () => {
    const observation = { id: 'o-1', indicator: 'cloth', period: '2026-11-02', value: 412 };
    const posted = await kit.call('POST', '/api/observations', {
      ...crowd.as('ana', 'weavers'),
      body: { observations: [observation] },
    });
    expect(posted.status).toBe(202);
    await crowd.admit('cem', { role: 'member', unit: 'weavers', by: ['ana'], from: 'weavers' });
    const { mandates } = await people('ben');
    const account = mandates.find(({ person }) => person.name === 'ana')?.person.id;
    const motion = { kind: 'give', role: 'coordinator', to: { account } };
    const opened = await kit.call('POST', '/api/units/weavers/votes', {
      ...crowd.as('cem', 'weavers'),
      body: { id: randomUUID(), motion },
    });
    const vote = read(VoteView, opened, 201);
    expect(vote.state).toBe('open');
    expect(codeOf(await leave('ana', 'not the password'))).toBe('sign-in-refused');
    expect(codeOf(await kit.call('POST', '/api/me/leave', { ...crowd.as('ana'), body: {} }))).toBe('sign-in-refused');
    expect((await leave('ana', password)).status).toBe(200);
    expect(codeOf(await kit.call('GET', '/api/units', crowd.as('ana')))).toBe('sign-in-needed');
    const again = { email: 'ana@synco.example', password, carry: 'key' };
    expect(codeOf(await kit.call('POST', '/api/sign-in', { body: again }))).toBe('sign-in-refused');
    const left = await people('ben');
    expect(JSON.stringify(left)).not.toContain('ana@synco.example');
    expect(left.mandates.map(({ person, active }) => [person.name, active])).toContainEqual([
      'Somebody who has left',
      false,
    ]);
    await isGivenNothing(vote.id, motion);
  });

  test('of the last two who organise a tree one stays, whoever goes at the same time, and whoever was invited and has not come', async () => {
    await crowd.admit('eva', { role: 'delegate', unit: 'union' });
    const both = await Promise.all(['rosa', 'eva'].map(async (name) => codeOf(await leave(name, password))));
    expect(both.toSorted()).toEqual(['200', 'not-allowed']);
    const stays = both[0] === 'not-allowed' ? 'rosa' : 'eva';
    const to = { name: 'nobody', email: 'nobody@synco.example' };
    const body = { id: randomUUID(), motion: { kind: 'give', role: 'delegate', to } };
    const invited = await kit.call('POST', '/api/units/union/votes', { ...crowd.as(stays, 'union'), body });
    expect(read(VoteView, invited, 201).state).toBe('passed');
    expect(codeOf(await leave(stays, password))).toBe('not-allowed');
  });
});

/** Somebody who has left is given no mandate, by a vote from before or one of now, and nobody comes in by their account. */
async function isGivenNothing(before: string, motion: object): Promise<void> {
  const body = { id: randomUUID(), motion };
  const again = await kit.call('POST', '/api/units/weavers/votes', { ...crowd.as('cem', 'weavers'), body });
  expect(codeOf(again)).toBe('person-unknown');
  const cast = { ...crowd.as('cem', 'weavers'), body: { choice: 'yes' } };
  kit.clock.now = '2026-12-06T12:00:00Z';
  expect(codeOf(await kit.call('POST', `/api/votes/${before}/ballot`, cast))).toBe('vote-decided');
  const { mandates, votes } = await people('cem');
  expect(votes.find(({ id }) => id === before)?.state).toBe('passed');
  expect(mandates.some(({ vote }) => vote === before)).toBe(false);
  expect(codeOf(await kit.call('POST', `/api/votes/${before}/link`, crowd.as('cem', 'weavers')))).toBe(
    'person-unknown',
  );
}
