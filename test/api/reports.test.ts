import { AlertList, AlertView, UnitReports } from '#libs/contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codeOf, type Kit, openKit, pause, read, until } from './kit.js';
import { apply, daily, daysBefore, federation, noon, post } from './works.js';

let kit: Kit;
const ana = 'Ana@team-a';
const bea = 'Bea@team-b';
const joe = 'Joe@works';
const free = { date: daysBefore(4), name: 'Day of the works' };
const expected = { grace: 'PT14H', from: daysBefore(6) };

/** Team A and B are to report each day within fourteen hours, so today until two o'clock of yesterday. */
function document(): object {
  const base = federation(
    daily('a.scrap', 'team-a', { expected: 'never' }),
    daily('b.shared', 'team-b', { visibility: 'line' }),
  );
  const units = (base as { units: { id: string }[] }).units.map((unit) =>
    unit.id === 'works' ? { ...unit, expected, calendar: { holidays: [free] } } : unit,
  );
  return { ...base, units };
}

const figure = (indicator: string, days: number, value = 100) => ({
  id: `${indicator}-${days}`,
  indicator,
  period: daysBefore(days),
  value,
});
const reports = async (unit: string, as: string, from = daysBefore(7), to = daysBefore(0)) =>
  read(UnitReports, await kit.call('GET', `/api/units/${unit}/reports?from=${from}&to=${to}`, { as }));
const alertsOf = async (indicator: string, as: string) =>
  read(AlertList, await kit.call('GET', `/api/alerts?state=all&indicator=${indicator}`, { as })).alerts;
const raised = (indicator: string, as: string, wanted: object) =>
  until(
    () => alertsOf(indicator, as),
    (found) =>
      found.some((alert) =>
        Object.entries(wanted).every(
          ([key, value]) => Reflect.get({ ...alert.about, state: alert.state }, key) === value,
        ),
      ),
  );

beforeAll(async () => {
  kit = await openKit({ now: noon });
  await apply(kit, document());
});

afterAll(async () => {
  await kit.stop();
  await kit.remove();
});

describe('reports that are expected', () => {
  it('are told apart: reported, nought, not working, late, missing, not due; only to whom it may concern', async () => {
    await post(kit, bea, [figure('b.output', 6), figure('b.output', 3, 0), figure('b.output', 1)]);
    const own = await reports('team-b', bea);
    const [output, shared] = own.indicators;
    expect(output?.points.map(({ state }) => state)).toEqual([
      'reported',
      'missing',
      'not-working',
      'zero',
      'late',
      'reported',
      'not-due',
    ]);
    // What was due days ago came today, and so late; of yesterday there was time until two.
    expect(output?.counts).toEqual({ expected: 5, onTime: 1, late: 2, missing: 2, rate: 0.2 });
    expect(output?.silent).toMatchObject({ silence: 'missing', period: daysBefore(5), periods: 2 });
    expect(shared?.counts).toMatchObject({ expected: 4, missing: 4, rate: 0 });

    const above = await reports('works', joe);
    expect(above.indicators).toEqual([]);
    expect(
      above.children.map(({ unit, silentIndicators, counts }) => [unit, silentIndicators, counts.expected]),
    ).toEqual([
      ['team-b', 2, 9],
      ['team-a', 1, 4],
    ]);
    expect(above.total.counts).toEqual({ expected: 13, onTime: 1, late: 2, missing: 10, rate: 1 / 13 });
    const seen = (await reports('team-b', joe)).indicators[0];
    expect(seen?.points.map(({ state }) => state)).not.toContain('zero');
    expect((await reports('team-b', ana)).indicators).toEqual([]);
    expect(codeOf(await kit.call('GET', '/api/units/works/reports?from=x&to=y', { as: joe }))).toBe('query-malformed');
    expect(codeOf(await kit.call('GET', '/api/units/nobody/reports?from=2026-01-01&to=2026-01-02', { as: joe }))).toBe(
      'unit-unknown',
    );
  });

  it('that do not come make an alert that the team alone hears of, and then the level above', async () => {
    expect(await alertsOf('a.output', ana)).toEqual([]);
    kit.clock.now = '2026-03-10T14:00:00.000Z';
    const [alert] = await raised('a.output', ana, { state: 'open' });
    expect(alert).toMatchObject({ id: `a.output@silence-${daysBefore(1)}`, sign: 'pain', reach: 1 });
    expect(alert?.about).toMatchObject({ kind: 'silence', silence: 'late', period: daysBefore(1), periods: 1 });
    expect(alert?.about).toMatchObject({ sentence: { en: expect.stringContaining('is missing') } });
    expect(await alertsOf('a.scrap', ana)).toEqual([]);
    expect(await alertsOf('b.output', bea)).toEqual([]);
    expect(await alertsOf('a.output', joe)).toEqual([]);
    kit.clock.now = '2026-03-10T14:01:00.000Z';
    await until(
      () => alertsOf('a.output', joe),
      (found) => found.length === 1,
    );
  });

  it('that come are taken off the alert, which closes with the last of them', async () => {
    kit.clock.now = '2026-03-11T14:00:00.000Z';
    await raised('a.output', ana, { silence: 'missing', periods: 2 });
    await post(kit, ana, [figure('a.output', 1)]);
    expect((await alertsOf('a.output', ana))[0]?.about).toMatchObject({
      period: daysBefore(0),
      periods: 1,
      silence: 'late',
    });
    await post(kit, ana, [figure('a.output', 0, 0)]);
    const [closed] = await alertsOf('a.output', ana);
    expect(closed).toMatchObject({ state: 'recovered', climbsAt: null });
    const view = read(AlertView, await kit.call('GET', `/api/alerts/${closed?.id}`, { as: ana }));
    expect(view.timeline.map(({ happening }) => happening.kind)).toEqual([
      'raised',
      'climbed',
      'revised',
      'revised',
      'recovered',
    ]);
  });

  it('that come in the very moment in which they would be missed leave no alert open', async () => {
    for (const day of [11, 12, 13]) {
      kit.clock.now = `2026-03-${day + 1}T13:59:59.000Z`;
      const coming = post(kit, ana, [
        { id: `a-at-${day}`, indicator: 'a.output', period: `2026-03-${day}`, value: 100 },
      ]);
      await pause(day * 10 - 110);
      kit.clock.now = `2026-03-${day + 1}T14:00:00.000Z`;
      await coming;
      await pause(1_000);
      expect((await alertsOf('a.output', ana)).filter(({ closedAt }) => closedAt === null)).toEqual([]);
    }
  });

  it('are looked for again after a stop and a start: one alert for all that went by, and none twice', async () => {
    await kit.stop();
    kit.clock.now = '2026-03-16T14:00:00.000Z';
    await kit.start();
    const found = await raised('a.output', ana, { state: 'open', periods: 2 });
    expect(found.filter(({ state }) => state === 'open')).toHaveLength(1);
    await kit.stop();
    await kit.start();
    await pause(1_000);
    expect(await alertsOf('a.output', ana)).toEqual(found);
  });

  it('are withdrawn with the word that asked for them', async () => {
    await apply(kit, federation(daily('a.scrap', 'team-a'), daily('b.shared', 'team-b', { visibility: 'line' })));
    const states = (await alertsOf('a.output', ana)).map(({ state }) => state);
    expect(states).toContain('withdrawn');
    expect(states).not.toContain('open');
    expect((await reports('works', joe)).total.counts).toMatchObject({ expected: 0, rate: null });
  });

  it('cannot be asked of what is rolled up, nor with no time at all', async () => {
    const rolled = federation(daily('works.more', 'works', { rollUp: { rule: 'sum' }, expected }));
    const none = federation(daily('a.more', 'team-a', { expected: { ...expected, grace: 'PT0M' } }));
    for (const body of [rolled, none])
      expect(codeOf(await kit.call('PUT', '/api/organisation', { body, as: joe }))).toBe('organisation-malformed');
  });
});
