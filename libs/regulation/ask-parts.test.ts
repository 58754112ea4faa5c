import { describe, expect, it } from '@jest/globals';
import { fireTimers } from './act.js';
import { act, acts } from './testing/cascade.js';
import { endOf, lineInto } from './testing/line.js';
import { MemoryStore } from './testing/memory-store.js';
import { calm, posted, works } from './testing/works.js';

/** A works whose sum has fallen with its left team: the store, and the alert of the sum. */
async function fallen() {
  const store = new MemoryStore(works());
  const line = lineInto(store);
  for (let n = 0; n < 32; n += 1) {
    const right = { ...posted(n, calm(n) + (n % 3)), id: `right-${n}`, indicator: 'right' };
    await line.post(endOf(n), [posted(n, calm(n) - (n === 31 ? 30 : 0)), right]);
    const asked = store.written.at(-1)?.outgoing.filter(({ topic }) => topic === 'synco.roll-ups') ?? [];
    await line.rollUp(
      endOf(n),
      asked.map(({ value }) => JSON.parse(value)),
    );
  }
  while ((await fireTimers(store, endOf(31))) > 0);
  const of = (indicator: string, kind: string) =>
    [...store.alerts.values()]
      .map(({ alert }) => alert)
      .find((one) => one.indicator === indicator && one.about.kind === kind);
  return {
    store,
    whole: () => of('all', 'deviation'),
    question: () => of('left', 'question'),
    other: () => of('right', 'question'),
  };
}

const timeline = (store: MemoryStore, id = '') =>
  store.written.flatMap(({ alerts }) => alerts.filter(({ alert }) => alert.id === id).flatMap((row) => row.events));
const kinds = (store: MemoryStore, id = '') => timeline(store, id).map(({ happening }) => happening.kind);

describe('the parts that explain a move', () => {
  it('are asked, and nobody else: heard by the unit only, with a clock that does not climb', async () => {
    const { store, whole, question, other } = await fallen();
    expect(other()).toBeUndefined();
    expect(question()).toMatchObject({
      path: [{ unit: 'left-team' }],
      climbsAt: null,
      state: 'open',
      about: {
        of: whole()?.id,
        ofUnit: 'works',
        sentence: { es: expect.stringMatching(/^Left explica el \d+ % de la caída\.$/) },
      },
    });
    expect(question()?.answerBy).not.toBeNull();
    expect(timeline(store, whole()?.id).find(({ happening }) => happening.kind === 'asked')).toMatchObject({
      happening: { units: [{ unit: 'left-team', indicator: 'left' }] },
    });
  });

  it('are asked once, however often the timer rings', async () => {
    const { store, whole } = await fallen();
    const timer = { kind: 'ask', subject: `all ${whole()?.id}`, dueAt: endOf(31), replay: null } as const;
    store.timers.set('ask again', timer);
    await fireTimers(store, endOf(31));
    expect(kinds(store, whole()?.id).filter((kind) => kind === 'asked')).toHaveLength(1);
    expect(store.alerts.size).toBe(3);
  });

  it('answer into the timeline of the alert that asked, which closes the question', async () => {
    const { store, whole, question } = await fallen();
    const answer = { kind: 'answer', by: 'Ana', unit: 'left-team', answer: 'explanation', text: 'A belt.' } as const;
    expect(await act(store, question()?.id ?? '', answer, endOf(31))).toMatchObject({ kind: 'done' });
    expect(question()).toMatchObject({ state: 'resolved', answerBy: null });
    expect(whole()).toMatchObject({ state: 'open' });
    expect(timeline(store, whole()?.id).at(-1)?.happening).toMatchObject({
      kind: 'answered',
      unit: 'left-team',
      text: 'A belt.',
    });
  });

  it('are told once, and so is the asker, that the answer is overdue', async () => {
    const { store, whole, question } = await fallen();
    const due = question()?.answerBy ?? '';
    await fireTimers(store, due);
    await fireTimers(store, endOf(40));
    const overdue = (id?: string) => kinds(store, id).filter((kind) => kind === 'answer-overdue');
    expect(overdue(question()?.id)).toHaveLength(1);
    expect(overdue(whole()?.id)).toHaveLength(1);
    expect(question()).toMatchObject({ state: 'open', level: 0 });
  });

  it('need not answer any more when the alert that asked is closed', async () => {
    const { store, whole, question } = await fallen();
    await act(store, whole()?.id ?? '', acts.resolve, endOf(31));
    await fireTimers(store, endOf(31));
    expect(question()).toMatchObject({ state: 'withdrawn' });
  });
});
