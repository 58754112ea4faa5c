import { randomUUID } from 'node:crypto';
import { InvitationLink, NodeAdmitted, UnitPeople, VoteView } from '#libs/contracts';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Crowd } from './crowd.js';
import { type Answer, codeOf, type Kit, openKit, read } from './kit.js';

const document = {
  name: 'Voting',
  units: [
    { id: 'union', name: 'Union', parent: null, timeZone: 'UTC' },
    { id: 'works', name: 'Works', parent: 'union' },
    { id: 'weavers', name: 'Weavers', parent: 'works' },
    { id: 'dyers', name: 'Dyers', parent: 'works' },
    { id: 'other', name: 'Another union', parent: null, timeZone: 'UTC' },
  ],
};
let kit: Kit;
let crowd: Crowd;

beforeAll(async () => {
  kit = await openKit({ now: '2026-11-23T08:00:00Z', settings: { ACCESS: 'accounts' } });
  crowd = await Crowd.begin(kit, document);
  await crowd.admit('ines', { role: 'coordinator', unit: 'weavers' });
  await crowd.admit('ana', { role: 'member', unit: 'weavers', by: ['ines'], from: 'weavers' });
  await crowd.admit('bo', { role: 'member', unit: 'weavers', by: ['ana'], from: 'weavers' });
  await crowd.admit('cleo', { role: 'member', unit: 'weavers', by: ['ana', 'bo'], from: 'weavers' });
  // Bo speaks for another unit too, and stays signed in whatever becomes of the first.
  read(VoteView, await propose('rosa', 'union', 'dyers', give('bo', 'delegate')), 201);
});

afterAll(async () => {
  await kit.stop();
  await kit.remove();
});

const give = (name: string, role = 'member') => ({
  kind: 'give',
  role,
  to: { name, email: `${name}@synco.example` },
});
const propose = (name: string, from: string, unit: string, motion: object) =>
  kit.call('POST', `/api/units/${unit}/votes`, { ...crowd.as(name, from), body: { id: randomUUID(), motion } });
const ballot = (name: string, from: string, vote: string, choice = 'yes') =>
  kit.call('POST', `/api/votes/${vote}/ballot`, { ...crowd.as(name, from), body: { choice } });
const link = (vote: string, asked: { headers: Record<string, string> }) =>
  kit.call('POST', `/api/votes/${vote}/link`, asked);
const people = async (name: string, unit: string) =>
  read(UnitPeople, await kit.call('GET', `/api/units/${unit}/people`, crowd.as(name, unit)));
const mandateOf = async (name: string, unit: string, by = name) =>
  (await people(by, unit)).mandates.find(({ person, active }) => active && person.name === name)?.id ?? '';
const opened = (answer: Answer) => read(VoteView, answer, 201);

describe('an invitation', () => {
  test('is for those who vote: not for a machine of the unit, nor for others in it', async () => {
    const body = { id: randomUUID(), name: 'Loom' };
    const { token } = read(
      NodeAdmitted,
      await kit.call('POST', '/api/units/weavers/nodes', { ...crowd.as('ines', 'weavers'), body }),
      201,
    );
    const vote = opened(await propose('ana', 'weavers', 'weavers', give('dan')));
    expect(read(VoteView, await ballot('bo', 'weavers', vote.id))).toMatchObject({ state: 'passed', mayInvite: true });
    expect(codeOf(await link(vote.id, { headers: { authorization: `Bearer ${token}` } }))).toBe('vote-unknown');
    expect(codeOf(await link(vote.id, crowd.as('ines', 'weavers')))).toBe('not-allowed');
    const seen = async (name: string) => (await people(name, 'weavers')).votes.find(({ id }) => id === vote.id);
    expect(await seen('ines')).toMatchObject({ mayInvite: false });
    expect(await seen('ana')).toMatchObject({ mayInvite: true });
    read(InvitationLink, await link(vote.id, crowd.as('ana', 'weavers')));
  });

  test('lets nobody in as somebody who speaks for another unit', async () => {
    const eva = opened(await propose('rosa', 'union', 'works', give('eva')));
    kit.clock.now = '2026-11-23T08:00:01Z';
    const taken = opened(await propose('bo', 'dyers', 'dyers', give('eva')));
    expect(taken.state).toBe('passed');
    expect(codeOf(await link(taken.id, crowd.as('bo', 'dyers')))).toBe('not-allowed');
    await crowd.use('eva', read(InvitationLink, await link(eva.id, crowd.as('rosa', 'union'))).link);
  });
});

describe('whose mandate ends while a vote is open', () => {
  test('takes part no more, though they speak for another unit; and what is left decides', async () => {
    const vote = opened(await propose('ana', 'weavers', 'weavers', give('fay')));
    expect(vote).toMatchObject({ state: 'open', entitled: 4 });
    const back = await kit.call(
      'POST',
      `/api/mandates/${await mandateOf('bo', 'weavers')}/hand-back`,
      crowd.as('bo', 'weavers'),
    );
    expect(back.status).toBe(200);
    expect(codeOf(await ballot('bo', 'dyers', vote.id))).toBe('vote-unknown');
    expect(codeOf(await link(vote.id, crowd.as('bo', 'dyers')))).toBe('vote-unknown');
    expect(read(VoteView, await ballot('cleo', 'weavers', vote.id, 'no'))).toMatchObject({
      state: 'open',
      yes: 1,
      no: 1,
    });
  });
});

describe('a mandate that begins later', () => {
  test('gives no right before, can be recalled before, and begins by itself', async () => {
    const day = (n: number) => `2026-12-0${n}T08:00:00Z`;
    const later = { ...give('hal'), from: day(1), until: day(3) };
    const wrong = { ...later, until: day(1) };
    expect(codeOf(await propose('rosa', 'union', 'works', wrong))).toBe('not-allowed');
    expect(codeOf(await propose('eva', 'works', 'works', wrong))).toBe('body-malformed');
    // No database reads such an offset.
    const far = { ...later, until: '2099-01-01T00:00:00+23:00' };
    expect(codeOf(await propose('eva', 'works', 'works', far))).toBe('body-malformed');
    const vote = opened(await propose('eva', 'works', 'works', later));
    expect(vote.state).toBe('passed');
    await crowd.use('hal', read(InvitationLink, await link(vote.id, crowd.as('eva', 'works'))).link);
    expect(codeOf(await kit.call('GET', '/api/units/works', crowd.as('hal', 'works')))).toBe('mandate-missing');
    const second = opened(await propose('eva', 'works', 'works', { ...give('ida'), from: day(2) }));
    const { mandates } = await people('eva', 'works');
    const to = (by: string) => mandates.find(({ vote: given }) => given === by);
    expect(to(vote.id)).toMatchObject({
      active: false,
      from: '2026-12-01T08:00:00.000Z',
      until: '2026-12-03T08:00:00.000Z',
    });
    const recall = { kind: 'recall', mandate: to(second.id)?.id };
    expect(opened(await propose('eva', 'works', 'works', recall))).toMatchObject({ state: 'passed', entitled: 1 });
    const { now } = kit.clock;
    kit.clock.now = day(2);
    expect(codeOf(await kit.call('GET', '/api/units/works', crowd.as('hal', 'works')))).toBe('200');
    kit.clock.now = day(3);
    expect(codeOf(await kit.call('GET', '/api/units/works', crowd.as('hal', 'works')))).toBe('mandate-missing');
    kit.clock.now = now;
  });
});

describe('a tree', () => {
  test('is not left without anybody who organises it', async () => {
    const own = await mandateOf('rosa', 'union');
    expect(codeOf(await kit.call('POST', `/api/mandates/${own}/hand-back`, crowd.as('rosa', 'union')))).toBe(
      'not-allowed',
    );
  });

  test('whose root has nobody any more is given a voice again by those right below', async () => {
    const motion = { kind: 'recall', mandate: await mandateOf('rosa', 'union') };
    expect(opened(await propose('rosa', 'union', 'union', motion)).state).toBe('passed');
    expect(codeOf(await kit.call('GET', '/api/units/union', crowd.as('rosa', 'union')))).toBe('mandate-missing');
    expect(codeOf(await propose('bo', 'dyers', 'union', give('gil', 'delegate')))).toBe('not-allowed');
    // Eva is the only one in the works, the one unit right below.
    expect(opened(await propose('eva', 'works', 'union', give('gil', 'delegate')))).toMatchObject({
      state: 'passed',
      entitled: 1,
    });
    expect(codeOf(await propose('eva', 'works', 'union', give('eva', 'delegate')))).toBe('not-allowed');
  });
});
