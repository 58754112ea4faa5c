import { describe, expect, it } from '@jest/globals';
import { endingOf } from './ending.js';
import { reachDatabase } from './reach-database.js';

/** A database that answers what it is told, one after the other; the last for ever. */
function database(...answers: (Error | 'fine')[]): () => Promise<unknown> {
  let asked = 0;
  return () => {
    const answer = answers[Math.min(asked, answers.length - 1)];
    asked += 1;
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve();
  };
}

function failure(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}

async function reach(ask: () => Promise<unknown>, ms = 10_000) {
  const waited: unknown[] = [];
  const log = { warn: (extra: unknown) => waited.push(extra) };
  const error: unknown = await reachDatabase(ask, log, { ms, pauseMs: 1 }).catch((error: unknown) => error);
  return { error, waited };
}

const refused = failure('ECONNREFUSED', 'connect ECONNREFUSED 10.0.0.2:5432');

describe('reaching the database', () => {
  it('is quick where it answers', async () => {
    expect(await reach(database('fine'))).toEqual({ error: undefined, waited: [] });
  });

  it.each([
    refused,
    failure('ENOTFOUND', 'getaddrinfo ENOTFOUND timescale'),
    failure('57P03', 'the database system is starting up'),
    new Error('Connection terminated due to connection timeout'),
  ])('waits for one that is about to start, and says what for: $message', async (error) => {
    const told = await reach(database(error, error, 'fine'));
    expect(told).toEqual({ error: undefined, waited: [{ reason: error.message }, { reason: error.message }] });
  });

  it('ends with a sentence, not a stack, when it never comes', async () => {
    const { error } = await reach(database(refused), 10);
    expect(error).toMatchObject({ code: 'store-unavailable' });
    expect(endingOf(error)).toEqual({
      code: 2,
      message: expect.stringMatching(/^No database answers: connect ECONN.+\./),
    });
  });

  it('names what a name with several addresses has answered', async () => {
    const both = Object.assign(new AggregateError([refused]), { code: 'ECONNREFUSED' });
    expect((await reach(database(both, 'fine'))).waited).toEqual([{ reason: expect.stringContaining('10.0.0.2') }]);
  });

  it('does not wait where only a person can help', async () => {
    const wrong = failure('28P01', 'password authentication failed for user "synco"');
    const { error, waited } = await reach(database(wrong));
    expect(error).toMatchObject({
      code: 'store-unavailable',
      message: expect.stringContaining('password authentication'),
    });
    expect(waited).toEqual([]);
  });
});
