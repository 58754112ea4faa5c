import { randomUUID } from 'node:crypto';
import { type Motion, type Refusal, same, type Vote } from '#libs/contracts';
import { outcomeOf } from '#libs/organisation';
import { appendChanges } from '../change-feed.js';
import type { Client, Database, Queryable } from '../database.js';
import { accountByEmail, addAccount, holdAccount } from './accounts.js';
import { giveMandate, recallMandate } from './mandates.js';

const most = 200;

/** The votes of a unit, newest first. */
export async function votesOfUnit(client: Queryable, unit: string): Promise<Vote[]> {
  const found = await client.query<{ body: Vote }>(
    'select body from vote where unit = $1 order by closes_at desc, id limit $2',
    [unit, most],
  );
  return found.rows.map(({ body }) => body);
}

export async function voteById(client: Queryable, id: string): Promise<Vote | null> {
  return (await client.query<{ body: Vote }>('select body from vote where id = $1', [id])).rows[0]?.body ?? null;
}

/** Opens a vote; the same one again is answered as it stands. Whoever proposes has voted for it, where they are entitled. */
export async function openVote(database: Database, vote: Vote, now: string): Promise<Vote | Refusal> {
  return database.transaction(async (client) => {
    await client.query('select pg_advisory_xact_lock(7305421)');
    const known = await voteById(client, vote.id);
    if (known) {
      const again = known.unit === vote.unit && same(known.motion, vote.motion);
      return again ? known : { code: 'id-reused', message: `The id ${vote.id} is another vote's.` };
    }
    const twin = (await votesOfUnit(client, vote.unit)).find(
      ({ state, motion }) => state === 'open' && same(motion, vote.motion),
    );
    if (twin) return { code: 'vote-open', message: `The same is being voted on already, until ${twin.closesAt}.` };
    await client.query('insert into vote (id, unit, body, closes_at, open) values ($1, $2, $3, $4, true)', [
      vote.id,
      vote.unit,
      JSON.stringify(vote),
      vote.closesAt,
    ]);
    if (vote.electorate.includes(vote.proposedBy.id)) await putBallot(client, vote.id, vote.proposedBy.id, 'yes');
    return count(client, vote, now);
  });
}

/** Takes a ballot, in the place of the same person's earlier one, and decides the vote where it is clear. */
export async function castBallot(
  database: Database,
  id: string,
  ballot: { account: string; choice: 'yes' | 'no'; now: string },
): Promise<Vote | Refusal> {
  return database.transaction(async (client) => {
    const known = await held(client, id);
    if (!known) return { code: 'vote-unknown', message: `There is no vote "${id}".` };
    if (!known.electorate.includes(ballot.account))
      return { code: 'not-allowed', message: 'Those who vote were fixed when the vote was opened.' };
    const counted = known.state === 'open' ? await count(client, known, ballot.now) : known;
    if (counted.state !== 'open') return { code: 'vote-decided', message: `The vote has ${counted.state} already.` };
    await putBallot(client, id, ballot.account, ballot.choice);
    return count(client, counted, ballot.now);
  });
}

/** Decides the votes that have closed; answers how many. One that cannot be decided holds up no other, and is told at the end. */
export async function closeVotes(database: Database, now: string): Promise<number> {
  const due = await database.pool.query<{ id: string }>(
    'select id from vote where open and closes_at <= $1 order by closes_at limit 100',
    [now],
  );
  const undecided: unknown[] = [];
  for (const { id } of due.rows) {
    const decided = database.transaction(async (client) => {
      const known = await held(client, id);
      if (known?.state === 'open') await count(client, known, now);
    });
    await decided.catch((error: unknown) => undecided.push(error));
  }
  if (undecided.length > 0) throw new AggregateError(undecided, `${undecided.length} votes could not be decided.`);
  return due.rows.length;
}

async function held(client: Client, id: string): Promise<Vote | null> {
  const found = await client.query<{ body: Vote }>('select body from vote where id = $1 for update', [id]);
  return found.rows[0]?.body ?? null;
}

async function putBallot(client: Client, id: string, account: string, choice: string): Promise<void> {
  await client.query(
    `insert into ballot values ($1, $2, $3) on conflict (vote, account) do update set choice = excluded.choice`,
    [id, account, choice],
  );
}

async function count(client: Client, before: Vote, now: string): Promise<Vote> {
  const found = await client.query<{ yes: number; no: number }>(
    `select count(*) filter (where choice = 'yes')::int as yes, count(*) filter (where choice = 'no')::int as no
     from ballot where vote = $1`,
    [before.id],
  );
  const counted = { ...before, ...found.rows[0] };
  const state = outcomeOf(counted, now);
  const after: Vote = { ...counted, state, decidedAt: state === 'open' ? null : now };
  if (state === 'passed') await carryOut(client, after, now);
  if (state !== 'open') await client.query('delete from ballot where vote = $1', [after.id]);
  await client.query('update vote set body = $2, open = $3 where id = $1', [
    after.id,
    JSON.stringify(after),
    state === 'open',
  ]);
  await appendChanges(client, [{ kind: 'people', unit: after.unit }]);
  return after;
}

async function carryOut(client: Client, { id, unit, motion }: Vote, now: string): Promise<void> {
  if (motion.kind === 'recall') return recallMandate(client, motion.mandate, now);
  const account = await receiverOf(client, motion, now);
  if (account === null) return;
  const { role, until } = motion;
  const from = motion.from !== null && Date.parse(motion.from) > Date.parse(now) ? motion.from : now;
  await giveMandate(client, { id: randomUUID(), unit, account, role, from, until, vote: id });
}

/** The account of whom a mandate is given to; somebody new gets one, which waits for a password. */
async function receiverOf(
  client: Client,
  { to }: Extract<Motion, { kind: 'give' }>,
  now: string,
): Promise<string | null> {
  if ('account' in to) return unlessLeft(client, to.account);
  const known = await accountByEmail(client, to.email);
  if (known) return unlessLeft(client, known.id);
  const id = randomUUID();
  return (await addAccount(client, { id, name: to.name, email: to.email, now })) ? id : null;
}

/** The account, held until the transaction ends; null where its person has left meanwhile, and is given nothing. */
async function unlessLeft(client: Client, id: string): Promise<string | null> {
  return (await holdAccount(client, id))?.left === false ? id : null;
}
