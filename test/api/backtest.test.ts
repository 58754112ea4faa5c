import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Backtest, Health, Series } from '#libs/contracts';
import { codeOf, type Kit, openKit, read } from './kit.js';
import { apply, daily, daysBefore, fall, federation, noon, post, quiet } from './works.js';

let kit: Kit;
const ana = 'Ana@team-a';
const days = 60;

beforeAll(async () => {
  kit = await openKit({ now: noon });
  const line = daily('a.line', 'team-a', { visibility: 'line', sensitivity: 'calm' });
  const below = daily('a.below', 'team-a', { scale: 'real' });
  await apply(kit, federation(daily('a.one', 'team-a'), line, below, daily('a.none', 'team-a')));
  await post(kit, ana, [...quiet('a.line', days), fall('a.line')]);
  await post(kit, ana, [{ id: 'below', indicator: 'a.below', period: daysBefore(3), value: -1 }]);
});

afterAll(async () => {
  await kit.stop();
  await kit.remove();
});

const tried = async (id: string, query = '', as = ana) =>
  read(Backtest, await kit.call('GET', `/api/indicators/${id}/backtest${query}`, { as }));

describe('an indicator, tried with other settings', () => {
  it('says with its own settings what the loop has said', async () => {
    const live = read(Series, await kit.call('GET', '/api/indicators/a.line/series', { as: ana }));
    const { series, summary } = await tried('a.line');
    expect(series).toEqual(live);
    expect(summary).toMatchObject({ chosen: 'calm', rows: days + 1, values: days + 1, missing: 0, enough: true });
  });

  it('counts what each sensitivity would have told, and lists it for the chosen one', async () => {
    const { summary, told, truncated } = await tried('a.line', '?sensitivity=sensitive');
    const [calm, normal, sensitive] = summary.sensitivities;
    expect([calm, normal, sensitive].map((one) => one?.sensitivity)).toEqual(['calm', 'normal', 'sensitive']);
    expect(sensitive?.alerts).toBe(told.length);
    expect(sensitive?.aYear).toBeCloseTo((told.length * 365.25) / (days + 1), 9);
    expect(told.at(-1)).toMatchObject({ onset: daysBefore(1), direction: 'down' });
    expect(summary).toMatchObject({ from: daysBefore(days + 1), to: daysBefore(1), chosen: 'sensitive' });
    expect(truncated).toBe(false);
  });

  it('takes another scale, unless a figure does not fit it', async () => {
    const { series } = await tried('a.line', '?scale=real');
    expect(series.indicator.scale).toBe('real');
    const answer = await kit.call('GET', '/api/indicators/a.below/backtest?scale=positive', { as: ana });
    expect(codeOf(answer)).toBe('value-out-of-scale');
  });

  it('changes nothing', async () => {
    await tried('a.line', '?sensitivity=sensitive&scale=real');
    const { series, summary } = await tried('a.line');
    expect([series.indicator.sensitivity, series.indicator.scale]).toEqual(['calm', 'positive']);
    expect(summary.chosen).toBe('calm');
  });

  it('without figures says that nothing can be said', async () => {
    const { summary, told, series } = await tried('a.none');
    expect(summary).toMatchObject({ rows: 0, from: null, to: null, enough: false });
    expect([told, series.points]).toEqual([[], []]);
  });

  it('tells others neither who posted a figure nor what was noted', async () => {
    const { series } = await tried('a.line', '', 'Jo@works');
    expect(series.points.every(({ by, note }) => by === null && note === null)).toBe(true);
  });

  it.each([
    ['a.line', '', 'Jo@works', '200'],
    ['a.one', '', 'Jo@works', 'not-allowed'],
    ['a.line', '', 'Bea@team-b', 'not-allowed'],
    ['nothing', '', ana, 'indicator-unknown'],
    ['a.one', '', '', 'viewer-missing'],
    ['a.one', '?sensitivity=nervous', ana, 'query-malformed'],
    ['a.one', '?scale=wide', ana, 'query-malformed'],
  ])('%s%s for %s: %s', async (id, query, as, code) => {
    expect(codeOf(await kit.call('GET', `/api/indicators/${id}/backtest${query}`, { as }))).toBe(code);
  });

  it('lets others be answered again and again while it runs over many figures', async () => {
    for (let from = 0; from < 3000; from += 1000) await post(kit, ana, quiet('a.one', 3000).slice(from, from + 1000));
    const done = { so: false };
    const running = tried('a.one').finally(() => {
      done.so = true;
    });
    let answers = 0;
    while (!done.so) {
      read(Health, await kit.call('GET', '/health'));
      answers += 1;
    }
    expect((await running).summary.rows).toBe(3000);
    expect(answers).toBeGreaterThan(8);
  }, 120_000);
});
