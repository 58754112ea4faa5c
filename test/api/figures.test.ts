import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Accepted, RefusedList, Series } from '#libs/contracts';
import { codeOf, type Kit, openKit, read, settled, until } from './kit.js';
import { apply, daily, daysBefore, federation, noon, post, quiet } from './works.js';

let kit: Kit;
const ana = 'Ana@team-a';
const day = daysBefore(3);

const own = ['a.one', 'a.two', 'a.three', 'a.four', 'a.five', 'a.six'];

beforeAll(async () => {
  kit = await openKit({ now: noon });
  await apply(kit, federation(...own.map((id) => daily(id, 'team-a')), daily('a.seven', 'team-a')));
});

afterAll(async () => {
  await kit.stop();
  await kit.remove();
});

const series = async (id: string, query = '', as = ana) =>
  read(Series, await kit.call('GET', `/api/indicators/${id}/series${query}`, { as }));
const values = async (id: string, query = '') => (await series(id, query)).points.map(({ value }) => value);
const send = (body: unknown, as = ana) => kit.call('POST', '/api/observations', { as, body });
const refusedOnes = async (query = '') => read(RefusedList, await kit.call('GET', `/api/refused${query}`));

describe('a figure', () => {
  it('that was posted is assessed, and kept as it was sent', async () => {
    const { ids } = read(Accepted, await send({ indicator: 'a.one', period: day, value: 7, note: 'new needles' }), 202);
    const status = await settled(kit, ids[0] ?? '', ana);
    expect(status).toMatchObject({ state: 'assessed', indicator: 'a.one', period: day, value: 7, revision: 1 });
    expect(status.assessment?.forecast.sd).toBeGreaterThan(0);
    const [point] = (await series('a.one')).points;
    expect(point).toMatchObject({ period: day, value: 7, by: 'Ana', note: 'new needles', coverage: 1, settled: true });
  });

  it('may be posted by an instant, which finds its period, and by a machine that names nobody', async () => {
    const at = `${day}T23:30:00-04:00`;
    const answer = await kit.call('POST', '/api/observations', {
      body: { id: 'at-1', indicator: 'a.two', at, value: 1 },
    });
    expect(read(Accepted, answer, 202)).toEqual({ ids: ['at-1'], refused: [] });
    expect((await settled(kit, 'at-1', ana)).period).toBe(daysBefore(2));
    expect(codeOf(await kit.call('GET', '/api/observations/at-1'))).toBe('viewer-missing');
    expect(codeOf(await kit.call('GET', '/api/observations/at-1', { as: 'Jo@works' }))).toBe('observation-unknown');
  });

  it('that nobody has sent is unknown', async () => {
    expect(codeOf(await kit.call('GET', '/api/observations/none', { as: ana }))).toBe('observation-unknown');
  });

  it('sent again under its id changes nothing', async () => {
    const figure = { id: 'again', indicator: 'a.three', period: day, value: 5 };
    await post(kit, ana, [figure, figure]);
    await post(kit, ana, [figure]);
    await post(kit, ana, [{ ...figure, id: 'after' }]);
    expect(await series('a.three')).toMatchObject({ points: [{ value: 5, revision: 2 }] });
  });

  it('under an id that belongs to another is refused by the loop, counted and listed', async () => {
    await post(kit, ana, [{ id: 'taken', indicator: 'a.four', period: day, value: 5 }]);
    const before = (await refusedOnes()).counts['id-reused'] ?? 0;
    read(Accepted, await send({ id: 'taken', indicator: 'a.four', period: day, value: 6 }), 202);
    const { counts, refused } = await until(refusedOnes, (list) => (list.counts['id-reused'] ?? 0) > before);
    expect(counts['id-reused']).toBe(before + 1);
    expect(refused[0]).toMatchObject({ code: 'id-reused', messageId: 'taken', topic: 'synco.observations' });
    expect(await values('a.four')).toEqual([5]);
  });
});

describe('a correction', () => {
  it('is a new revision, and what was known before stays readable', async () => {
    await post(kit, ana, [{ id: 'first', indicator: 'a.five', period: day, value: 50 }]);
    const before = kit.clock.now;
    kit.clock.now = '2026-03-10T12:05:00.000Z';
    await post(kit, ana, [{ id: 'second', indicator: 'a.five', period: day, value: 55 }]);
    expect((await series('a.five')).points).toMatchObject([{ value: 55, revision: 2 }]);
    expect((await series('a.five', `?asKnownAt=${noon}`)).points).toMatchObject([{ value: 50, revision: 1 }]);
    expect(await values('a.five', '?asKnownAt=2026-03-10T11:59:59Z')).toEqual([]);
    kit.clock.now = before;
  });

  it('or a late figure leaves what the right order would have left', async () => {
    const figures = quiet('a.six', 12);
    const late = figures.splice(6, 1);
    await post(kit, ana, figures);
    await post(kit, ana, late);
    await post(kit, ana, quiet('a.seven', 12));
    const strip = async (id: string) =>
      (await series(id)).points.map(({ period, value, assessment }) => ({ period, value, level: assessment?.level }));
    expect(await strip('a.six')).toEqual(await strip('a.seven'));
  });
});

describe('a batch', () => {
  it('takes what is sound and says of the rest which item is refused, and why', async () => {
    const good = { indicator: 'a.one', period: daysBefore(5), value: 1 };
    const observations = [
      good,
      { ...good, indicator: 'nothing' },
      { ...good, indicator: 'works.output' },
      { ...good, value: -1 },
      { ...good, period: '2026-W10' },
      { ...good, period: undefined },
      { ...good, period: '2026-04-01' },
      { ...good, indicator: 'b.output' },
      { ...good, unheard: true },
      null,
      { ...good, period: daysBefore(6) },
    ];
    const { ids, refused } = read(Accepted, await send({ observations }), 202);
    expect(ids.map((id) => id !== null)).toEqual(observations.map((_, index) => index === 0 || index === 10));
    expect(refused.map(({ index, code }) => [index, code])).toEqual([
      [1, 'indicator-unknown'],
      [2, 'indicator-rolled-up'],
      [3, 'value-out-of-scale'],
      [4, 'period-malformed'],
      [5, 'period-malformed'],
      [6, 'period-in-future'],
      [7, 'not-allowed'],
      [8, 'observation-malformed'],
      [9, 'observation-malformed'],
    ]);
    for (const { message } of refused) expect(message.length).toBeGreaterThan(10);
    const listed = await refusedOnes('?limit=9');
    expect(listed.refused.map(({ code }) => code).toSorted()).toEqual(refused.map(({ code }) => code).toSorted());
    expect(listed).toMatchObject({ truncated: true });
  });

  it('has one to five thousand items', async () => {
    const many = (length: number) => ({ observations: Array.from({ length }, () => ({ indicator: 'nothing' })) });
    expect(codeOf(await send(many(0)))).toBe('body-malformed');
    expect(codeOf(await send(many(5_001)))).toBe('body-malformed');
    expect(read(Accepted, await send(many(5_000)), 202).refused).toHaveLength(5_000);
    expect(codeOf(await send({ observations: 'none' }))).toBe('body-malformed');
    expect(codeOf(await send({ observations: [{}], more: 1 }))).toBe('body-malformed');
  });

  it.each([
    ['Ana', 'viewer-malformed'],
    ['Ana@nowhere', 'viewer-unit-unknown'],
  ])('by %s is refused as a whole: %s', async (as, code) => {
    expect(codeOf(await send({ indicator: 'a.one', period: day, value: 1 }, as))).toBe(code);
  });
});
