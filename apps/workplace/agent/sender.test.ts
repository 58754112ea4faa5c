import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Journal, openJournal } from '#libs/adapters-files';
import { type Observation, SyncoError } from '#libs/contracts';
import { pino } from 'pino';
import type { Deliver } from './delivery.js';
import { Outbox } from './outbox.js';
import { Refusals } from './refusals.js';
import { Sender } from './sender.js';

const log = pino({ level: 'silent' });
let folder: string;
let journal: Journal;
let outbox: Outbox;

const opened = async () => {
  journal = await openJournal(join(folder, 'outbox'));
  outbox = new Outbox(journal);
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'synco-sender-'));
  await opened();
});
afterEach(async () => {
  await journal.close();
  await rm(folder, { recursive: true, force: true });
});

const observation = (n: number): Observation => ({
  id: `f${n}`,
  indicator: 'a.output',
  period: '2020-03-01',
  value: n,
  postedAt: '2020-03-02T00:00:00Z',
});
const numbers = (first: number, count: number) => Array.from({ length: count }, (_, n) => first + n);
const keep = (first: number, count: number) => outbox.keep(numbers(first, count).map(observation));
const sending = (deliver: Deliver) => new Sender(outbox, new Refusals(join(folder, 'refused.csv')), deliver, log);

async function untilEmpty(): Promise<void> {
  while (outbox.waiting() > 0) await new Promise((wake) => setTimeout(wake, 5));
}

describe('the sender', () => {
  it('sends in order, at most a thousand together, and what comes later too', async () => {
    const got: number[][] = [];
    const sender = sending((batch) => {
      got.push(batch.map(({ value }) => value));
      return Promise.resolve({ refused: [] });
    });
    await keep(0, 2_300);
    sender.start();
    await untilEmpty();
    await keep(2_300, 1);
    await untilEmpty();
    await sender.stop();
    expect(got.map((batch) => batch.length)).toEqual([1_000, 1_000, 300, 1]);
    expect(got.flat()).toEqual(numbers(0, 2_301));
    expect(sender.state).toEqual({ sent: 2_301, refused: 0, trouble: null });
  });

  it('tries again until the other side is back, and tells in between what is wrong', async () => {
    let failures = 2;
    const troubles: (string | null)[] = [];
    const sender = sending(() => {
      troubles.push(sender.state.trouble);
      failures -= 1;
      if (failures < 0) return Promise.resolve({ refused: [] });
      return Promise.reject(new SyncoError('server-unreachable', 'No answer.'));
    });
    await keep(0, 3);
    sender.start();
    await untilEmpty();
    await sender.stop();
    expect(troubles).toEqual([null, 'No answer.', 'No answer.']);
    expect(sender.state).toEqual({ sent: 3, refused: 0, trouble: null });
  });

  it('writes down what is refused for good, and goes on with the others', async () => {
    const sender = sending(() =>
      Promise.resolve({ refused: [{ index: 1, code: 'indicator-unknown', message: 'There is no such indicator.' }] }),
    );
    await keep(0, 3);
    sender.start();
    await untilEmpty();
    await sender.stop();
    const book = await readFile(join(folder, 'refused.csv'), 'utf8');
    expect(book.split('\n')[1]).toBe('a.output,2020-03-01,1,,indicator-unknown,There is no such indicator.');
    expect(sender.state).toMatchObject({ sent: 2, refused: 1 });
  });

  it('hands over again after a restart what was not known to have been taken, under the same ids', async () => {
    const got: string[] = [];
    const sender = sending((batch) => {
      got.push(...batch.map(({ id }) => id));
      return Promise.reject(new SyncoError('server-unreachable', 'The answer was lost.'));
    });
    await keep(0, 2);
    sender.start();
    while (got.length === 0) await new Promise((wake) => setTimeout(wake, 5));
    await sender.stop();
    await journal.close();
    await opened();
    const again = sending((batch) => {
      got.push(...batch.map(({ id }) => id));
      return Promise.resolve({ refused: [] });
    });
    again.start();
    await untilEmpty();
    await again.stop();
    expect(got.slice(-2)).toEqual(['f0', 'f1']);
    expect(new Set(got)).toEqual(new Set(['f0', 'f1']));
  });
});
