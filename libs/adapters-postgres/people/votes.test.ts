import { randomUUID } from 'node:crypto';
import { addAccount, closeVotes, type Database, openVote, voteById } from '#libs/adapters-postgres';
import type { Vote } from '#libs/contracts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { plainDatabase } from '../../../test/kit/databases.js';

const opened = '2026-11-23T08:00:00Z';
const closed = '2026-11-24T08:00:00Z';
let database: Database;

beforeAll(async () => {
  database = await plainDatabase();
});

afterAll(() => database.close());

/** Opens a vote on a mandate for somebody new; of three who are entitled one has said yes. */
async function open(name: string): Promise<string> {
  const proposedBy = { id: randomUUID(), name: 'Ana' };
  await addAccount(database.pool, { ...proposedBy, email: `${proposedBy.id}@works.example`, now: opened });
  const vote: Vote = {
    id: randomUUID(),
    unit: 'weavers',
    motion: { kind: 'give', role: 'member', to: { name, email: `${name}@works.example` }, from: null, until: null },
    note: null,
    proposedBy,
    openedAt: opened,
    closesAt: closed,
    rules: { quorum: 0.3, share: 0.5 },
    electorate: [proposedBy.id, randomUUID(), randomUUID()],
    state: 'open',
    decidedAt: null,
    yes: 0,
    no: 0,
  };
  expect(await openVote(database, vote, opened)).toMatchObject({ state: 'open', yes: 1 });
  return vote.id;
}

test('a vote that cannot be decided is told, stays open and holds up no other', async () => {
  const [broken, sound] = [await open('bea'), await open('carl')];
  await database.pool.query(
    `update vote set body = jsonb_set(body, '{motion,until}', '"never"'), closes_at = $2 where id = $1`,
    [broken, opened],
  );
  await expect(closeVotes(database, closed)).rejects.toThrow('1 votes could not be decided');
  const states = [broken, sound].map(async (id) => (await voteById(database.pool, id))?.state);
  expect(await Promise.all(states)).toEqual(['open', 'passed']);
});
