import { type NoticeKind, NoticeKind as kinds, type RollUp, RollUp as RollUpMessage, topics } from '#libs/contracts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { actOnNotice, declare } from './act-on-notice.js';
import { endOf, lineInto } from './testing/line.js';
import { MemoryStore } from './testing/memory-store.js';
import { calm, works } from './testing/works.js';

const speaker = { by: 'Ana', byUnit: 'left-team' };
const lasting = 40;

/** Forty days of the left team, with a fall on the last, as the loop takes them. */
async function story() {
  const store = new MemoryStore(works());
  const line = lineInto(store);
  await line.days(
    0,
    Array.from({ length: lasting }, (_, day) => calm(day) - (day < lasting - 1 ? 0 : 20)),
  );
  return { store, line };
}

/** What readers see: the newest assessments without the number under which they were written. */
function assessed({ assessments }: MemoryStore) {
  return [...assessments].map(([key, row]) => [key, { ...row, sequence: 0, knownFrom: '' }]);
}

function clocks({ alerts, timers }: MemoryStore) {
  return { due: [...alerts].map(([id, { alert }]) => [id, alert.climbsAt]), timers: [...timers.values()] };
}

/** The requests to assess again that a store has been given since it held `known` commits. */
function asked({ written }: MemoryStore, known: number): RollUp[] {
  const sent = written.slice(known).flatMap(({ outgoing }) => outgoing.filter(({ topic }) => topic === topics.rollUps));
  return sent.map(({ value }) => RollUpMessage.parse(JSON.parse(value))).filter(({ assess }) => assess);
}

interface Said {
  kind: NoticeKind;
  unit: string;
  from: number;
  days: number;
}

const notice = fc.record({
  kind: fc.constantFrom(...kinds.options),
  unit: fc.constantFrom('left-team', 'works', 'right-team'),
  from: fc.integer({ min: 0, max: lasting + 3 }),
  days: fc.integer({ min: 1, max: 20 }),
});

async function say(store: MemoryStore, now: string, id: string, { kind, unit, from, days }: Said) {
  const about = { kind, unit, from: endOf(from - 1), until: endOf(from + days - 1), title: 'Said', text: null };
  return declare(store, now, { id, about, speaker });
}

describe('a notice', () => {
  it('declared and withdrawn again leaves every clock where it was and every assessment bit for bit', async () => {
    await fc.assert(
      fc.asyncProperty(notice, async (said) => {
        const { store, line } = await story();
        const now = endOf(lasting - 1);
        const before = { assessed: assessed(store), clocks: clocks(store) };
        const known = store.written.length;
        await say(store, now, 'n', said);
        await actOnNotice(store, 'n', now, () => ({ kind: 'withdraw', ...speaker }));
        expect(clocks(store)).toEqual(before.clocks);
        await line.rollUp(now, asked(store, known));
        expect(assessed(store)).toEqual(before.assessed);
        expect(clocks(store)).toEqual(before.clocks);
      }),
      { numRuns: 25 },
    );
  });

  it('said afterwards has the filter say what it would have said, had it been said beforehand', async () => {
    await fc.assert(
      fc.asyncProperty(notice, async (said) => {
        const now = endOf(lasting - 1);
        const late = await story();
        const known = late.store.written.length;
        await say(late.store, now, 'n', said);
        await late.line.rollUp(now, asked(late.store, known));

        const store = new MemoryStore(works());
        await say(store, endOf(0), 'n', said);
        const values = Array.from({ length: lasting }, (_, day) => calm(day) - (day < lasting - 1 ? 0 : 20));
        await lineInto(store).days(0, values);
        expect(assessed(late.store)).toEqual(assessed(store));
      }),
      { numRuns: 25 },
    );
  });

  it('has figures posted meanwhile assessed without it, before its own messages have come', async () => {
    const { store, line } = await story();
    await say(store, endOf(lasting - 1), 'n', { kind: 'strike', unit: 'works', from: lasting - 1, days: 1 });
    await line.days(lasting, [calm(lasting)]);
    const [newest] = [...store.assessments.values()].toSorted((a, b) => b.ordinal - a.ordinal);
    expect(newest?.deviation).toBeNull();
    expect(newest?.forecast.mean).toBeGreaterThan(95);
  });
});
