import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AlertList, AlertView, Comparison } from '#libs/contracts';
import { codeOf, type Kit, openKit, read } from './kit.js';
import { apply, daily, daysBefore, fall, federation, noon, post, quiet } from './works.js';

let kit: Kit;
const ana = 'Ana@team-a';
const jo = 'Jo@works';

beforeAll(async () => {
  kit = await openKit({ now: noon });
  await apply(kit, federation(daily('a.ended', 'team-a'), daily('a.open', 'team-a')));
  for (const id of ['a.ended', 'a.open']) {
    await post(kit, ana, quiet(id));
    await post(kit, ana, [fall(id)]);
    const { alerts } = read(AlertList, await kit.call('GET', `/api/alerts?indicator=${id}`, { as: ana }));
    const act = (what: string, body: object) =>
      kit.call('POST', `/api/alerts/${alerts[0]?.id}/${what}`, { as: ana, body });
    read(AlertView, await act('ask-help', {}));
    if (id === 'a.ended') read(AlertView, await act('resolve', { cause: 'The belt was worn.', remedy: 'A new one.' }));
  }
});

afterAll(async () => {
  await kit.stop();
  await kit.remove();
});

const ask = (query: string, as = jo) => kit.call('GET', `/api/units/works/comparison${query}`, { as });
const span = `?from=${daysBefore(40)}&to=${daysBefore(0)}`;

describe('a comparison', () => {
  it('has a row for each indicator of the children, with what became of their alerts', async () => {
    const { unit, rows } = read(Comparison, await ask(span));
    expect(unit.id).toBe('works');
    expect(rows.map(({ indicator }) => indicator)).toEqual(['a.output', 'a.ended', 'a.open', 'b.output']);
    const row = (id: string) => rows.find(({ indicator }) => indicator === id);
    expect(row('a.open')).toMatchObject({ unitName: 'Team A', raised: 1, climbed: 1, solved: 0, open: 1, periods: 31 });
    expect(row('a.ended')).toMatchObject({ raised: 1, climbed: 1, solved: 1, open: 0, coverage: 1 });
  });

  it('shows levels only where the viewer may read the series', async () => {
    const { rows } = read(Comparison, await ask(span));
    expect(rows.find(({ indicator }) => indicator === 'a.open')?.levelThen).toBeGreaterThan(90);
    expect(rows.find(({ indicator }) => indicator === 'a.ended')).toMatchObject({ levelThen: null, levelNow: null });
  });

  it.each(['', '?from=2026-01-01', '?from=2026-01-01&to=x'])('cannot be asked for with "%s"', async (query) => {
    expect(codeOf(await ask(query))).toBe('query-malformed');
  });

  it('is for people of units that exist, of units that exist', async () => {
    expect(codeOf(await ask(span, ''))).toBe('viewer-missing');
    expect(codeOf(await kit.call('GET', `/api/units/x/comparison${span}`, { as: jo }))).toBe('unit-unknown');
    expect(codeOf(await ask('?from=1000-01-01&to=9999-12-31'))).toBe('200');
  });
});
