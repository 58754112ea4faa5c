import { expect, test } from '@jest/globals';
import { endOf, lineInto } from './testing/line.js';
import { MemoryStore } from './testing/memory-store.js';
import { calm, works } from './testing/works.js';

test('a change that the filter tells again raises no second alert when the first has been closed', async () => {
  const store = new MemoryStore(works());
  const line = lineInto(store);
  const [before, after] = [30, 12];
  for (let day = 0; day < before + after; day += 1) {
    await line.days(day, [calm(day) - (day < before ? 0 : 20)]);
    for (const [id, known] of store.alerts) {
      store.alerts.set(id, { ...known, alert: { ...known.alert, state: 'resolved', closedAt: endOf(day) } });
    }
  }
  const told = [...store.assessments.values()].filter(({ deviation }) => deviation !== null);
  expect(told.length).toBeGreaterThan(1);
  const raised = store.written.flatMap(({ alerts }) => alerts.map(({ alert }) => alert.id));
  expect(raised).toHaveLength(1);
});
