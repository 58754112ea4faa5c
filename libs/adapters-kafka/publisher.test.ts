import { describe, expect, test } from '@jest/globals';
import { topics } from '#libs/contracts';
import type { OutgoingRecord } from '#libs/regulation';
import { Publisher } from './publisher.js';
import { pause } from './waiting.js';
import type { Writer, Written } from './writer.js';

type Behaviour = (ids: string[]) => Promise<Written>;

// A Kafka that behaves as told, one behaviour a call, the last one for ever; `log` holds what it has written.
function rig(behaviours: Behaviour[], withinMs = 2_000) {
  const log: string[] = [];
  const groups: number[] = [];
  let [opened, calls] = [0, 0];
  const open = (): Writer => {
    opened += 1;
    return {
      write: async (records) => {
        const behave = behaviours[Math.min(calls, behaviours.length - 1)];
        calls += 1;
        const ids = records.map(({ id }) => id);
        const outcome = (await behave?.(ids)) ?? 'written';
        if (outcome === 'written') {
          log.push(...ids);
          groups.push(ids.length);
        }
        return outcome;
      },
      abandon: () => Promise.resolve(),
    };
  };
  const publisher = new Publisher({ open, withinMs, log: () => undefined });
  return { publisher, log, groups, opened: () => opened };
}

const fine: Behaviour = () => Promise.resolve('written');
const slow: Behaviour = () => pause(30).then(() => 'written');
const broken: Behaviour = () => Promise.reject(new Error('connection lost'));
const silent: Behaviour = () => new Promise(() => undefined);

function records(...ids: string[]): OutgoingRecord[] {
  return ids.map((id) => ({ topic: topics.observations, key: 'looms', id, value: '1' }));
}

describe('publishing', () => {
  test('keeps the order of the calls, and sends together what waited together', async () => {
    const { publisher, log, groups } = rig([slow]);
    await Promise.all(['a', 'b', 'c', 'd'].map((id) => publisher.publish(records(`${id}1`, `${id}2`))));
    expect(log).toEqual(['a1', 'a2', 'b1', 'b2', 'c1', 'c2', 'd1', 'd2']);
    expect(groups).toEqual([2, 6]);
  });

  test('goes on when a caller publishes the moment that its last call has ended', async () => {
    const { publisher, log } = rig([fine]);
    for (const id of ['a', 'b', 'c', 'd', 'e']) await publisher.publish(records(id));
    expect(log).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  test('tries again with a fresh writer after a failure, in the same order', async () => {
    const { publisher, log, opened } = rig([broken, fine]);
    await Promise.all([publisher.publish(records('a')), publisher.publish(records('b'))]);
    expect(log).toEqual(['a', 'b']);
    expect(opened()).toBe(2);
  });

  test('rejects in time when Kafka keeps silent, with the code that callers know, and is free for what comes next', async () => {
    const { publisher, log } = rig([silent, fine], 2_000);
    await expect(publisher.publish(records('lost'))).rejects.toMatchObject({ code: 'bus-unavailable' });
    await publisher.publish(records('next'));
    expect(log).toEqual(['next']);
  });

  test('a record that no batch can hold fails alone', async () => {
    const { publisher, log } = rig([(ids) => Promise.resolve(ids.includes('huge') ? 'too-large' : 'written')]);
    const calls = [records('a', 'b', 'c'), records('huge'), records('d', 'e')].map((some) => publisher.publish(some));
    const outcomes = await Promise.allSettled(calls);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(outcomes[1]).toMatchObject({ reason: { code: 'body-too-large' } });
    expect(log).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  test('closes after what waits is written, and refuses what comes later', async () => {
    const { publisher, log } = rig([slow]);
    const last = publisher.publish(records('a'));
    await publisher.close();
    await last;
    expect(log).toEqual(['a']);
    await expect(publisher.publish(records('b'))).rejects.toMatchObject({ code: 'bus-unavailable' });
  });
});
