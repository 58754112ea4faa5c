import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Accepted, AlertList, ImportList, ImportView } from '#libs/contracts';
import { codeOf, type Kit, openKit, read, until } from './kit.js';
import { apply, daily, daysBefore, federation, noon } from './works.js';

let kit: Kit;
const ana = 'Ana@team-a';
const bea = 'Bea@team-b';
const forty = Array.from({ length: 40 }, (_, n) => `a.line-${n}`);

beforeAll(async () => {
  kit = await openKit({ now: noon });
  // With five days to deal with it, what happened four days ago is not past yet.
  const agreements = [{ unit: 'team-a', dealWithin: 'P5D' }];
  await apply(kit, { ...federation(...forty.map((id) => daily(id, 'team-a'))), agreements });
});

afterAll(async () => {
  await kit.stop();
  await kit.remove();
});

const say = (body: object, as = ana) => kit.call('POST', '/api/imports', { as, body });
const view = async (id: string, as = ana) => read(ImportView, await kit.call('GET', `/api/imports/${id}`, { as }));
const over = (id: string) =>
  until(
    () => view(id),
    (found) => found.over,
  );

/** Announces an import, sends the figures in batches, and says that this was all. */
async function bring(id: string, name: string, figures: readonly object[]): Promise<ImportView> {
  await say({ id, name });
  for (let from = 0; from < figures.length; from += 800) {
    const body = { import: id, observations: figures.slice(from, from + 800) };
    read(Accepted, await kit.call('POST', '/api/observations', { as: ana, body }), 202);
  }
  await say({ id, name, sent: figures.length });
  return over(id);
}

/** What a line brought so many days ago: about a hundred, and what is said. */
function history(indicator: string, days: number, at: (daysAgo: number, usual: number) => number): object[] {
  return Array.from({ length: days }, (_, index) => {
    const ago = days - index;
    const value = at(ago, 100 + ((ago * 5) % 7) - 3);
    return { id: `${indicator}-${ago}`, indicator, period: daysBefore(ago), value };
  });
}

describe('an import of forty lines, all of which fell for a day, four days ago or the day before yesterday', () => {
  const id = '6f0d3a52-5d2e-4a8e-9f43-0a1c6b1f9a01';
  const figures = forty.flatMap((line, n) =>
    history(line, 60, (ago, usual) => {
      const fell = ago === (n < 30 ? 4 : 2) || (ago === 50 && n < 10) || (ago === 1 && n < 2);
      return fell ? 30 : usual;
    }),
  );

  it('opens an alert only where it has not come back by the newest figure', async () => {
    const found = await bring(id, 'lines.xlsx', figures);
    expect(found).toMatchObject({ name: 'lines.xlsx', by: 'Ana', unit: 'team-a', over: true, taken: 2400, refused: 0 });
    expect(found).toMatchObject({ from: daysBefore(60), to: daysBefore(1) });
    expect(new Set(found.alerts.map(({ indicator }) => indicator))).toEqual(new Set(forty.slice(0, 2)));
    const { alerts } = read(AlertList, await kit.call('GET', '/api/alerts?state=all', { as: ana }));
    expect(alerts).toHaveLength(2);
  });

  it('is one summary, which tells what is past, and the largest of each', async () => {
    const { imports } = read(ImportList, await kit.call('GET', '/api/units/team-a/imports', { as: ana }));
    expect(imports).toHaveLength(1);
    const [found] = imports;
    expect(found?.past).toBe(50);
    const [first] = found?.indicators ?? [];
    expect(first?.past).toMatchObject({ count: 2, largest: { direction: 'down' } });
    expect(found?.indicators).toHaveLength(40);
  });

  it('is for its own unit only: who brought it stays there', async () => {
    expect(codeOf(await kit.call('GET', `/api/imports/${id}`, { as: bea }))).toBe('import-unknown');
    expect(codeOf(await kit.call('GET', '/api/imports/none', { as: ana }))).toBe('import-unknown');
    expect(read(ImportList, await kit.call('GET', '/api/units/team-a/imports', { as: bea }))).toEqual({ imports: [] });
    expect(codeOf(await say({ id, name: 'mine' }, bea))).toBe('id-reused');
    expect(codeOf(await say({ id: 'none', name: 'mine' }))).toBe('body-malformed');
  });

  it('sent again changes nothing, and says so', async () => {
    const again = '6f0d3a52-5d2e-4a8e-9f43-0a1c6b1f9a02';
    const found = await bring(again, 'lines.xlsx', figures.slice(0, 120));
    expect(found).toMatchObject({ taken: 0, repeated: 120, past: 0, alerts: [] });
  });

  it('that a restart comes into counts every figure once', async () => {
    const broken = '6f0d3a52-5d2e-4a8e-9f43-0a1c6b1f9a03';
    const more = history('a.output', 730, (ago, usual) => (ago < 400 ? usual : usual + 40));
    await say({ id: broken, name: 'two years' });
    const body = { import: broken, observations: [...more, { indicator: 'a.output', period: 'never', value: 1 }] };
    const { refused } = read(Accepted, await kit.call('POST', '/api/observations', { as: ana, body }), 202);
    await kit.stop();
    await kit.start();
    await say({ id: broken, name: 'two years', sent: more.length, refused: refused.length });
    const found = await over(broken);
    expect(found).toMatchObject({ taken: 730, refused: 1, from: daysBefore(730), alerts: [] });
    expect(found.indicators[0]?.past.largest).toMatchObject({ direction: 'down', kind: 'step' });
  });
});

describe('what no database can hold of an import', () => {
  const id = '6f0d3a52-5d2e-4a8e-9f43-0a1c6b1f9a09';
  it.each([{ name: 'a\0b' }, { name: '\ud800' }, { sent: 2 ** 31 }, { refused: 2 ** 31 }])(
    'is refused: %j',
    async (part) => {
      expect(codeOf(await say({ id, name: 'May.csv', ...part }))).toBe('body-malformed');
    },
  );
});
