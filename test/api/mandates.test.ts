import { randomUUID } from 'node:crypto';
import { InvitationLink, UnitPeople, VoteView } from '#libs/contracts';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Crowd } from './crowd.js';
import { codeOf, type Kit, openKit, read, until } from './kit.js';

const document = {
  name: 'People',
  units: [
    { id: 'union', name: 'Union', parent: null, timeZone: 'UTC', level: 'federation' },
    { id: 'works', name: 'Works', parent: 'union', votes: { quorum: 0.5, within: 'P2D' } },
    { id: 'weavers', name: 'Weavers', parent: 'works' },
    { id: 'dyers', name: 'Dyers', parent: 'works' },
  ],
  indicators: [
    { id: 'cloth', unit: 'weavers', name: 'Cloth', measure: 'm', cadence: 'day', scale: 'positive', good: 'more' },
  ],
};
let kit: Kit;
let crowd: Crowd;

beforeAll(async () => {
  kit = await openKit({ now: '2026-11-23T08:03:00Z', settings: { ACCESS: 'accounts' } });
  crowd = await Crowd.begin(kit, document);
});

afterAll(async () => {
  await kit.stop();
  await kit.remove();
});

describe('mandates', () => {
  test('where a unit has nobody yet, the nearest above it votes, and hands the newcomer a link', async () => {
    await crowd.admit('ines', { role: 'coordinator', unit: 'works', by: ['rosa'], from: 'union' });
    await crowd.admit('ana', { role: 'member', unit: 'weavers', by: ['ines'], from: 'works' });
    await crowd.admit('bo', { role: 'member', unit: 'weavers', by: ['ana'], from: 'weavers' });
    const { mandates } = await people('ana', 'weavers');
    expect(
      mandates
        .map(({ person, role, active }) => `${person.name} ${role} ${active}`)
        .toSorted((a, b) => (a < b ? -1 : 1)),
    ).toEqual(['ana member true', 'bo member true']);
  });

  test('who belongs to a unit is its own business', async () => {
    for (const [name, unit, of] of [
      ['rosa', 'union', 'weavers'],
      ['ines', 'works', 'weavers'],
      ['ana', 'weavers', 'works'],
      ['ana', 'weavers', 'dyers'],
    ] as const) {
      expect(codeOf(await kit.call('GET', `/api/units/${of}/people`, crowd.as(name, unit)))).toBe('not-allowed');
    }
  });

  test('nobody speaks for a unit without a mandate, nor for another one than it says', async () => {
    expect(codeOf(await kit.call('GET', '/api/units/weavers', crowd.as('ana', 'union')))).toBe('mandate-missing');
    expect((await kit.call('GET', '/api/units/weavers', crowd.as('ana', 'weavers'))).status).toBe(200);
  });

  test('what is voted on twice, by strangers, or after it is decided, is refused', async () => {
    const { mandates } = await people('ana', 'weavers');
    const motion = { kind: 'recall', mandate: mandates.find(({ person }) => person.name === 'bo')?.id };
    const body = { id: randomUUID(), motion };
    expect(codeOf(await propose('ines', 'works', 'weavers', body))).toBe('not-allowed');
    const opened = read(VoteView, await propose('ana', 'weavers', 'weavers', body), 201);
    expect(opened).toMatchObject({ state: 'open', yes: 1, no: 0, entitled: 2, mayVote: true });
    expect(read(VoteView, await propose('ana', 'weavers', 'weavers', body), 201)).toEqual(opened);
    expect(codeOf(await propose('ana', 'weavers', 'weavers', { id: randomUUID(), motion }))).toBe('vote-open');
    expect(codeOf(await ballot('ines', 'works', opened.id, 'yes'))).toBe('vote-unknown');
    expect(codeOf(await kit.call('POST', `/api/votes/${opened.id}/link`, crowd.as('ines', 'works')))).toBe(
      'vote-unknown',
    );
    expect(read(VoteView, await ballot('bo', 'weavers', opened.id, 'no'))).toMatchObject({ state: 'failed', no: 1 });
    expect(codeOf(await ballot('ana', 'weavers', opened.id, 'yes'))).toBe('vote-decided');
  });

  test('a vote in which too few take part fails when it closes, and its ballots are forgotten', async () => {
    await crowd.admit('cleo', { role: 'member', unit: 'weavers', by: ['ana', 'bo'], from: 'weavers' });
    const { mandates } = await people('ana', 'weavers');
    const motion = { kind: 'recall', mandate: mandates.find(({ person }) => person.name === 'bo')?.id };
    const opened = read(VoteView, await propose('ana', 'weavers', 'weavers', { id: randomUUID(), motion }), 201);
    expect(opened).toMatchObject({ state: 'open', entitled: 3, closesAt: '2026-11-25T08:03:00Z' });
    kit.clock.now = '2026-11-25T08:03:01Z';
    const votes = await until(
      async () => (await people('ana', 'weavers')).votes,
      (found) => found.find(({ id }) => id === opened.id)?.state !== 'open',
    );
    expect(votes.find(({ id }) => id === opened.id)).toMatchObject({ state: 'failed', yes: 1, no: 0 });
  });

  test('a recall ends all rights at once, in an open stream too', async () => {
    const stream = await fetch(`${kit.url}/api/stream`, { headers: crowd.as('bo', 'weavers').headers });
    expect(stream.status).toBe(200);
    const { mandates } = await people('ana', 'weavers');
    const motion = { kind: 'recall', mandate: mandates.find(({ person }) => person.name === 'bo')?.id };
    const opened = read(VoteView, await propose('ana', 'weavers', 'weavers', { id: randomUUID(), motion }), 201);
    expect(read(VoteView, await ballot('cleo', 'weavers', opened.id, 'yes'))).toMatchObject({ state: 'passed' });
    expect(codeOf(await kit.call('GET', '/api/units/weavers', crowd.as('bo', 'weavers')))).toBe('mandate-missing');
    const heard = (await stream.text()).match(/"kind":"people"/g);
    // That the vote was opened; not how it ended.
    expect(heard).toHaveLength(1);
  });

  test('a mandate with an end is over at its end, in an open stream too', async () => {
    const motion = {
      kind: 'give',
      role: 'member',
      to: { name: 'dan', email: 'dan@synco.example' },
      until: '2026-11-26T08:00:00Z',
    };
    const opened = read(VoteView, await propose('ana', 'weavers', 'weavers', { id: randomUUID(), motion }), 201);
    read(VoteView, await ballot('cleo', 'weavers', opened.id, 'yes'));
    await letIn('dan', 'ana', 'weavers', opened.id);
    const stream = await fetch(`${kit.url}/api/stream`, { headers: crowd.as('dan', 'weavers').headers });
    kit.clock.now = '2026-11-26T08:00:00Z';
    expect(codeOf(await kit.call('GET', '/api/units/weavers', crowd.as('dan', 'weavers')))).toBe('mandate-missing');
    await stream.text();
    expect((await people('ana', 'weavers')).mandates.find(({ person }) => person.name === 'dan')).toMatchObject({
      active: false,
    });
  });

  test('one’s own mandate can be handed back, another’s cannot', async () => {
    const { mandates } = await people('ana', 'weavers');
    const of = (name: string) => mandates.find(({ person, active }) => active && person.name === name)?.id ?? '';
    expect(codeOf(await kit.call('POST', `/api/mandates/${of('cleo')}/hand-back`, crowd.as('ana', 'weavers')))).toBe(
      'not-allowed',
    );
    expect((await kit.call('POST', `/api/mandates/${of('cleo')}/hand-back`, crowd.as('cleo', 'weavers'))).status).toBe(
      200,
    );
    expect(codeOf(await kit.call('GET', '/api/units/weavers', crowd.as('cleo', 'weavers')))).toBe('mandate-missing');
  });

  test('who organises the tree shows nobody the figures of a unit: its own people say who sees them', async () => {
    const [cloth] = document.indicators;
    const opened = { ...document, indicators: [{ ...cloth, visibility: 'line' }] };
    const closed = { ...document, indicators: [] };
    const apply = async (body: object) =>
      codeOf(await kit.call('PUT', '/api/organisation', { ...crowd.as('rosa', 'union'), body }));
    const series = async () => codeOf(await kit.call('GET', '/api/indicators/cloth/series', crowd.as('rosa', 'union')));
    const show = async (name: string, unit: string, visibility: string) =>
      codeOf(
        await kit.call('PUT', '/api/indicators/cloth/visibility', { ...crowd.as(name, unit), body: { visibility } }),
      );
    expect(await apply(opened)).toBe('figures-theirs');
    expect(await apply({ ...document, indicators: [{ ...cloth, unit: 'union' }] })).toBe('figures-theirs');
    // Taken out and brought back, it is still theirs.
    expect(await apply(closed)).toBe('200');
    expect(await apply(opened)).toBe('figures-theirs');
    expect(await apply(document)).toBe('200');
    expect(await show('rosa', 'union', 'line')).toBe('not-allowed');
    expect(await show('ana', 'weavers', 'line')).toBe('not-allowed');
    await crowd.admit('gail', { role: 'coordinator', unit: 'weavers', by: ['ana'], from: 'weavers' });
    expect(await series()).toBe('not-allowed');
    expect(await show('gail', 'weavers', 'line')).toBe('200');
    expect(await series()).toBe('200');
    expect(await apply(opened)).toBe('200');
    expect(await show('gail', 'weavers', 'unit')).toBe('200');
    expect(await series()).toBe('not-allowed');
    expect(await apply(opened)).toBe('figures-theirs');
    // Whichever of the two comes first: what a document says is looked at when it is applied, not before.
    for (let round = 0; round < 10; round += 1) {
      expect(await show('gail', 'weavers', 'line')).toBe('200');
      await Promise.all([apply(opened), show('gail', 'weavers', 'unit')]);
      expect(await series()).toBe('not-allowed');
    }
  });

  test('only a root’s own people apply an organisation', async () => {
    expect(codeOf(await kit.call('PUT', '/api/organisation', { ...crowd.as('ines', 'works'), body: document }))).toBe(
      'not-allowed',
    );
    const named = { ...document, name: 'Another name' };
    expect((await kit.call('PUT', '/api/organisation', { ...crowd.as('rosa', 'union'), body: named })).status).toBe(
      200,
    );
  });
});

describe('a link to come in with', () => {
  const link = (name: string, from: string, vote: string) =>
    kit.call('POST', `/api/votes/${vote}/link`, crowd.as(name, from));
  const given = async ([by, from]: readonly [string, string], unit: string, to: object) => {
    const motion = { kind: 'give', role: 'delegate', to };
    return read(VoteView, await propose(by, from, unit, { id: randomUUID(), motion }), 201).id;
  };

  test('is for those who voted, not for all in the unit', async () => {
    await crowd.admit('eli', { role: 'coordinator', unit: 'weavers', by: ['ana'], from: 'weavers' });
    const vote = await given(['ana', 'weavers'], 'weavers', { name: 'fay', email: 'fay@synco.example' });
    expect(codeOf(await link('eli', 'weavers', vote))).toBe('not-allowed');
    expect((await link('ana', 'weavers', vote)).status).toBe(200);
  });

  test('is the first unit’s to hand over: another one cannot take the person for itself', async () => {
    await crowd.admit('gus', { role: 'member', unit: 'dyers', by: ['ines'], from: 'works' });
    const to = { name: 'hal', email: 'hal@synco.example' };
    const first = await given(['rosa', 'union'], 'union', to);
    kit.clock.now = '2026-11-26T08:00:01Z';
    const second = await given(['gus', 'dyers'], 'dyers', to);
    expect(codeOf(await link('gus', 'dyers', second))).toBe('not-allowed');
    await letIn('hal', 'rosa', 'union', first);
    expect((await kit.call('GET', '/api/units/dyers', crowd.as('hal', 'dyers'))).status).toBe(200);
  });
});

const people = async (name: string, unit: string) =>
  read(UnitPeople, await kit.call('GET', `/api/units/${unit}/people`, crowd.as(name, unit)));
const propose = (name: string, from: string, unit: string, body: object) =>
  kit.call('POST', `/api/units/${unit}/votes`, { ...crowd.as(name, from), body });
const ballot = (name: string, from: string, vote: string, choice: string) =>
  kit.call('POST', `/api/votes/${vote}/ballot`, { ...crowd.as(name, from), body: { choice } });

/** Lets somebody in to whom a vote has given a mandate, by a link that one of those who voted asks for. */
async function letIn(name: string, by: string, from: string, vote: string): Promise<void> {
  const answer = await kit.call('POST', `/api/votes/${vote}/link`, crowd.as(by, from));
  await crowd.use(name, read(InvitationLink, answer).link);
}
