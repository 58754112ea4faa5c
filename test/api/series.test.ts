import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Series, UnitView } from '#libs/contracts';
import { codeOf, type Kit, openKit, read } from './kit.js';
import { apply, daily, daysBefore, federation, noon, post, quiet } from './works.js';

let kit: Kit;
const ana = 'Ana@team-a';
const day = daysBefore(3);

beforeAll(async () => {
  kit = await openKit({ now: noon });
  const line = daily('a.line', 'team-a', { visibility: 'line' });
  const all = daily('a.all', 'team-a', { visibility: 'federation' });
  await apply(kit, federation(daily('a.one', 'team-a'), line, all));
});

afterAll(async () => {
  await kit.stop();
  await kit.remove();
});

const series = async (id: string, query = '', as = ana) =>
  read(Series, await kit.call('GET', `/api/indicators/${id}/series${query}`, { as }));

describe('a series', () => {
  it('is read from a date to a date, both included, and of too many the newest', async () => {
    await post(kit, ana, quiet('a.all', 10));
    const periods = async (query: string) => (await series('a.all', query)).points.map(({ period }) => period);
    expect(await periods(`?from=${daysBefore(6)}&to=${daysBefore(4)}`)).toEqual([6, 5, 4].map(daysBefore));
    expect(await periods(`?from=${daysBefore(3)}`)).toEqual([3, 2].map(daysBefore));
    const two = { truncated: true, points: [{ period: daysBefore(3) }, { period: daysBefore(2) }] };
    expect(await series('a.all', '?limit=2')).toMatchObject(two);
    expect((await series('a.all', '?limit=10')).truncated).toBe(false);
  });

  it.each(['from=yesterday', 'to=2026-02-30', 'asKnownAt=now', 'limit=0', 'limit=10001', 'limit=NaN', 'from=a&from=b'])(
    'cannot be asked for with %s',
    async (query) => {
      const answer = await kit.call('GET', `/api/indicators/a.one/series?${query}`, { as: ana });
      expect(codeOf(answer)).toBe('query-malformed');
      expect(answer.body).toMatchObject({ errors: [{ path: query.split('=')[0] }] });
    },
  );

  it('may be asked for with parameters that mean nothing here', async () => {
    expect((await series('a.one', '?cacheBuster=17')).points).toEqual([]);
  });

  it.each([
    ['a.one', 'Ana@team-a', '200'],
    ['a.one', 'Bea@team-b', 'not-allowed'],
    ['a.one', 'Jo@works', 'not-allowed'],
    ['a.line', 'Jo@works', '200'],
    ['a.line', 'Kim@federation', '200'],
    ['a.line', 'Bea@team-b', 'not-allowed'],
    ['a.line', 'Olu@office', 'not-allowed'],
    ['a.all', 'Olu@office', '200'],
    ['a.all', 'Ren@elsewhere', 'indicator-unknown'],
    ['nothing', 'Ana@team-a', 'indicator-unknown'],
    ['a.one', '', 'viewer-missing'],
    ['a.one', 'Ana', 'viewer-malformed'],
    ['a.one', 'Ana@nowhere', 'viewer-unit-unknown'],
  ])('%s read by %s: %s', async (id, as, code) => {
    expect(codeOf(await kit.call('GET', `/api/indicators/${id}/series`, { as }))).toBe(code);
  });

  it('tells who posted a figure, and what they noted, to their own unit only', async () => {
    await post(kit, ana, [{ id: 'noted', indicator: 'a.line', period: daysBefore(1), value: 99, note: 'Luz was ill' }]);
    const last = async (as: string) => (await series('a.line', '', as)).points.at(-1);
    expect(await last(ana)).toMatchObject({ value: 99, by: 'Ana', note: 'Luz was ill' });
    expect(await last('Jo@works')).toMatchObject({ value: 99, by: null, note: null });
  });
});

describe('a unit', () => {
  it('shows others the indices of its figures and not the figures', async () => {
    await post(kit, ana, [{ id: 'output', indicator: 'a.output', period: day, value: 60 }]);
    const seen = async (as: string) => {
      const { indicators } = read(UnitView, await kit.call('GET', '/api/units/team-a', { as }));
      return indicators.find(({ indicator }) => indicator.id === 'a.output');
    };
    const indices = { productivity: 0.5, latency: 0.8, performance: 0.4 };
    expect(await seen(ana)).toMatchObject({ open: true, latest: { period: day, value: 60, indices } });
    expect(await seen('Jo@works')).toMatchObject({ open: false, latest: { value: null, assessment: null, indices } });
  });

  it.each([
    ['/api/units/nowhere', ana, 'unit-unknown'],
    ['/api/units/team-a', '', 'viewer-missing'],
    ['/api/units', 'Ana', 'viewer-malformed'],
    ['/api/units', 'Ana@nowhere', 'viewer-unit-unknown'],
  ])('%s asked for by %s: %s', async (path, as, code) => {
    expect(codeOf(await kit.call('GET', path, { as }))).toBe(code);
  });
});
