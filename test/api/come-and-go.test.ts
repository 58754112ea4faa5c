import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AlertList, AlertView } from '#libs/contracts';
import { type Kit, openKit, read } from './kit.js';
import { apply, federation, noon, post } from './works.js';

let kit: Kit;
const ana = 'Ana@team-a';

beforeAll(async () => {
  kit = await openKit({ now: noon });
  await apply(kit, federation());
});

afterAll(async () => {
  await kit.stop();
  await kit.remove();
});

/** The n-th day from 2026-03-10 on. */
const day = (n: number) => new Date(Date.parse(noon) + n * 86_400_000).toISOString();
const away = (n: number) => n >= 30 && (n - 30) % 6 === 0;
const figure = (n: number) => ({
  id: `a-${n}`,
  indicator: 'a.output',
  period: day(n).slice(0, 10),
  value: 100 + ((n * 5) % 7) - 3 - (away(n) ? 60 : 0),
});

/** Posts the figures of these days, each on the day after. */
async function live(from: number, until: number): Promise<void> {
  for (let n = from; n < until; n += 1) {
    kit.clock.now = day(n + 1);
    await post(kit, ana, [figure(n)]);
  }
}

const pains = async () => {
  const { alerts } = read(AlertList, await kit.call('GET', '/api/alerts?indicator=a.output&state=all', { as: ana }));
  return alerts.filter(({ sign }) => sign === 'pain').toSorted((a, b) => (a.openedAt < b.openedAt ? -1 : 1));
};

describe('a machine that fails every sixth day', () => {
  it('opens three alerts: the third says that it comes and goes, stays open through it, and climbs', async () => {
    kit.clock.now = day(30);
    await post(
      kit,
      ana,
      Array.from({ length: 30 }, (_, n) => figure(n)),
    );
    await live(30, 44);
    await kit.stop();
    await kit.start();
    await live(44, 56);
    const found = await pains();
    expect(found.map(({ again }) => again?.times ?? 1)).toEqual([1, 2, 3]);
    const [first, second, third] = found;
    expect(third).toMatchObject({
      again: { times: 3, earlier: [first?.id, second?.id], figures: 8 },
      closedAt: null,
    });
    expect(third?.level).toBeGreaterThan(0);
    expect(first).toMatchObject({ state: 'recovered', goneIn: day(33).slice(0, 10) });
    const view = read(AlertView, await kit.call('GET', `/api/alerts/${third?.id}`, { as: ana }));
    expect(view.timeline[0]?.happening).toMatchObject({ kind: 'raised', again: { times: 3 } });
  });
});
