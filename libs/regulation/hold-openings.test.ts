import { describe, expect, it } from '@jest/globals';
import { endOf, lineInto } from './testing/line.js';
import { MemoryStore } from './testing/memory-store.js';
import { calm, posted, works } from './testing/works.js';

const id = '6f0d3a52-5d2e-4a8e-9f43-0a1c6b1f9a09';
const fallOn =
  (...days: number[]) =>
  (n: number) =>
    calm(n) - (days.includes(n) ? 20 : 0);

/** Forty days that come at once at the end of the last one, with an import or without, and six more, each at its end. */
async function brought(value: (n: number) => number, more: object = { import: id }) {
  const store = new MemoryStore(works());
  const line = lineInto(store);
  await line.post(
    endOf(39),
    Array.from({ length: 40 }, (_, n) => posted(n, value(n), more)),
  );
  const parts = store.written.flatMap(({ imports }) => imports);
  const opened = store.alerts.size;
  await line.days(
    40,
    Array.from({ length: 6 }, (_, n) => value(40 + n)),
  );
  return { parts, opened, alerts: [...store.alerts.values()].map(({ alert }) => alert) };
}

describe('an import', () => {
  it('opens no alert about what the newest figure has shown to be a one-off, then or later', async () => {
    const { parts, opened, alerts } = await brought(fallOn(38));
    expect(parts).toMatchObject([{ import: id, indicator: 'left', taken: 40, repeated: 0, refused: 0, alerts: [] }]);
    expect(parts[0]).toMatchObject({ first: '2026-01-01T00:00:00', last: '2026-02-09T00:00:00' });
    expect([opened, alerts]).toEqual([0, []]);
    expect((await brought(fallOn(38), {})).opened).toBe(1);
  });

  it('opens one about what stands at the newest figure, and counts it', async () => {
    const { parts, opened, alerts } = await brought(fallOn(39));
    expect(opened).toBe(1);
    expect(parts[0]?.alerts).toEqual(alerts.map((alert) => alert.id));
    expect(alerts).toMatchObject([{ sign: 'pain', state: 'recovered' }]);
  });

  it('does not count as coming again what it has not opened', async () => {
    const { alerts } = await brought(fallOn(37, 43));
    expect(alerts.map(({ again }) => again)).toEqual([null]);
  });
});
