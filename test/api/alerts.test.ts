import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AlertList, AlertView, Series, Trees } from '#libs/contracts';
import { codeOf, type Kit, openKit, read, until } from './kit.js';
import { apply, daily, daysBefore, fall, federation, noon, post, quiet } from './works.js';

let kit: Kit;
const ana = 'Ana@team-a';
const jo = 'Jo@works';
const kim = 'Kim@federation';
const everybodyElse = [jo, kim, 'Bea@team-b', 'Olu@office', 'Ren@elsewhere'];
const own = ['a.climb', 'a.help', 'a.end', 'a.act', 'a.rise', 'a.past'];

beforeAll(async () => {
  kit = await openKit({ now: noon });
  await apply(kit, federation(...own.map((id) => daily(id, 'team-a'))));
  for (const id of own) await post(kit, ana, quiet(id));
});

afterAll(async () => {
  await kit.stop();
  await kit.remove();
});

const listed = async (as: string, query = '') =>
  read(AlertList, await kit.call('GET', `/api/alerts${query}`, { as })).alerts;
const view = async (id: string, as = ana) => read(AlertView, await kit.call('GET', `/api/alerts/${id}`, { as }));
const act = (id: string, what: string, as: string, body?: object) =>
  kit.call('POST', `/api/alerts/${id}/${what}`, { as, ...(body ? { body } : {}) });
const seesSeries = async (indicator: string, as: string) =>
  codeOf(await kit.call('GET', `/api/indicators/${indicator}/series`, { as }));

async function raised(indicator: string): Promise<string> {
  await post(kit, ana, [fall(indicator)]);
  const [alert] = await listed(ana, `?indicator=${indicator}`);
  return alert?.id ?? 'none';
}

function later(minutes: number): string {
  return new Date(Date.parse(kit.clock.now ?? noon) + minutes * 60_000).toISOString();
}

describe('an alert', () => {
  it('is heard by the unit first and only, and climbs when the agreed time is up', async () => {
    const id = await raised('a.climb');
    const { alert, timeline, may } = await view(id);
    expect(alert).toMatchObject({ state: 'open', sign: 'pain', heldBy: 'team-a', unitName: 'Team A', replayed: false });
    expect(alert.path).toEqual([
      { unit: 'team-a', minutes: 1 },
      { unit: 'works', minutes: 1440 },
      { unit: 'federation', minutes: 1440 },
    ]);
    expect(alert.climbsAt).toBe(later(1));
    expect(timeline.map(({ happening }) => happening.kind)).toEqual(['raised']);
    expect(may).toEqual({
      acknowledge: true,
      answer: true,
      resolve: true,
      askHelp: true,
      confirm: false,
      askTime: true,
      extend: false,
      share: false,
    });
    for (const as of everybodyElse) {
      expect(codeOf(await kit.call('GET', `/api/alerts/${id}`, { as }))).toBe('alert-unknown');
      expect(codeOf(await act(id, 'answer', as, { answer: 'advice', text: 'x' }))).toBe('alert-unknown');
      expect(await listed(as, '?indicator=a.climb&state=all')).toEqual([]);
      expect(await seesSeries('a.climb', as)).toBe(as.endsWith('@elsewhere') ? 'indicator-unknown' : 'not-allowed');
    }

    kit.clock.now = later(1);
    await until(
      () => view(id),
      (now) => now.alert.level === 1,
    );
    expect(await listed(jo, '?indicator=a.climb')).toMatchObject([
      { id, heldBy: 'works', level: 1, climbsAt: later(1440) },
    ]);
    expect((await view(id, jo)).timeline.at(-1)?.happening).toEqual({
      climbsAt: later(1440),
      kind: 'climbed',
      from: 'team-a',
      to: 'works',
      because: 'time-up',
    });
    expect(await seesSeries('a.climb', jo)).toBe('200');
    expect(await seesSeries('a.climb', kim)).toBe('not-allowed');
    expect((await view(id, ana)).may).toMatchObject({
      acknowledge: false,
      answer: true,
      resolve: true,
      askHelp: false,
    });
    const trees = read(Trees, await kit.call('GET', '/api/units', { as: jo }));
    expect(trees.trees[0]).toMatchObject({ id: 'federation', openAlerts: 1, children: [{ openAlerts: 1 }, {}] });
  });

  it('climbs at once when help is asked for, and the answer comes down to the team', async () => {
    const id = await raised('a.help');
    read(AlertView, await act(id, 'ask-help', ana, { note: 'the belt is gone' }));
    const up = read(AlertView, await act(id, 'ask-help', jo));
    expect(up.alert).toMatchObject({ level: 2, heldBy: 'federation', climbsAt: null });
    expect(codeOf(await act(id, 'ask-help', kim))).toBe('alert-at-the-top');
    expect(codeOf(await act(id, 'ask-help', ana))).toBe('alert-at-the-top');
    read(AlertView, await act(id, 'answer', kim, { answer: 'resources', text: 'A new belt comes tomorrow.' }));
    const { timeline } = await view(id, ana);
    expect(timeline.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(timeline[1]?.happening).toMatchObject({ kind: 'help-asked', by: 'Ana', note: 'the belt is gone' });
    expect(timeline[2]?.happening).toMatchObject({ kind: 'climbed', because: 'help-asked', to: 'works' });
    const answer = { kind: 'answered', by: 'Kim', unit: 'federation', answer: 'resources' };
    expect(timeline[5]?.happening).toMatchObject(answer);
  });

  it('that is acknowledged says until when, and no later than it climbs', async () => {
    const id = await raised('a.act');
    const ack = (until: string, as = ana) => act(id, 'acknowledge', as, { until, note: 'we are on it' });
    expect(codeOf(await ack(later(2)))).toBe('review-too-late');
    expect(codeOf(await ack(later(-1)))).toBe('review-too-late');
    expect(codeOf(await ack('soon'))).toBe('body-malformed');
    const { alert } = read(AlertView, await ack(later(1)));
    expect(alert).toMatchObject({ state: 'acknowledged', acknowledgedUntil: later(1), climbsAt: later(1) });
    kit.clock.now = later(1);
    await until(
      () => view(id),
      (now) => now.alert.level === 1,
    );
    expect(codeOf(await ack(later(1)))).toBe('not-allowed');
  });

  it('is closed with cause and remedy, and then nothing is left to do', async () => {
    const id = await raised('a.end');
    const seen = () => listed(ana, '?indicator=a.end').then((alerts) => alerts.length);
    expect(await seen()).toBe(1);
    read(AlertView, await act(id, 'ask-help', ana, {}));
    expect(await seesSeries('a.end', jo)).toBe('200');
    expect(codeOf(await act(id, 'resolve', ana, { cause: 'the belt' }))).toBe('body-malformed');
    const end = { cause: 'The belt was worn.', remedy: 'A new one.' };
    const { alert, may, timeline } = read(AlertView, await act(id, 'resolve', ana, end));
    expect(alert).toMatchObject({ state: 'resolved', closedAt: kit.clock.now, climbsAt: null });
    expect(may).toMatchObject({ acknowledge: false, answer: false, resolve: false, askHelp: false });
    expect(timeline.at(-1)?.happening).toMatchObject({ kind: 'resolved', by: 'Ana', ...end });
    for (const [what, body] of [
      ['acknowledge', { until: later(1) }],
      ['answer', { answer: 'help', text: 'x' }],
      ['resolve', end],
      ['ask-help', {}],
    ] as const)
      expect(codeOf(await act(id, what, ana, body))).toBe('alert-closed');
    expect(await seen()).toBe(0);
    for (const state of ['closed', 'resolved', 'all'])
      expect(await listed(jo, `?indicator=a.end&state=${state}`)).toMatchObject([{ id }]);
    expect(await seesSeries('a.end', jo)).toBe('not-allowed');
  });

  it('for the better never climbs', async () => {
    await post(kit, ana, [{ indicator: 'a.rise', period: daysBefore(1), value: 400 }]);
    const [alert] = await listed(ana, '?indicator=a.rise');
    expect(alert).toMatchObject({ sign: 'pleasure', climbsAt: null, level: 0 });
  });

  it('is not made of what is past', async () => {
    await post(kit, ana, [{ indicator: 'a.past', period: daysBefore(8), value: 12 }]);
    const { points } = read(Series, await kit.call('GET', '/api/indicators/a.past/series', { as: ana }));
    expect(points.filter(({ assessment }) => assessment?.deviation)).not.toEqual([]);
    expect(await listed(ana, '?indicator=a.past&state=all')).toEqual([]);
  });
});

describe('what is asked of alerts', () => {
  it.each([
    ['', '', 'viewer-missing'],
    ['', 'Ana@nowhere', 'viewer-unit-unknown'],
    ['?unit=nowhere', ana, 'unit-unknown'],
    ['?unit=NOT A UNIT', ana, 'query-malformed'],
    ['?state=lost', ana, 'query-malformed'],
    ['?limit=1.5', ana, 'query-malformed'],
    ['/none', ana, 'alert-unknown'],
    ['?nothing=known', ana, '200'],
  ])('GET /api/alerts%s by %s: %s', async (path, as, code) => {
    expect(codeOf(await kit.call('GET', `/api/alerts${path}`, { as }))).toBe(code);
  });

  it('lists those that passed through a unit, and says when there are more', async () => {
    expect(await listed(ana, '?state=all&unit=federation')).toMatchObject([{ indicator: 'a.help' }]);
    expect(await listed(kim, '?state=all&unit=team-a')).toMatchObject([{ indicator: 'a.help' }]);
    expect(await kit.call('GET', '/api/alerts?state=all&limit=1', { as: ana })).toMatchObject({
      body: { truncated: true },
    });
  });

  it.each(['acknowledge', 'answer', 'resolve', 'ask-help'])('%s of none, or by nobody', async (what) => {
    const bodies = {
      acknowledge: { until: later(1) },
      answer: { answer: 'help', text: 'x' },
      resolve: { cause: 'x', remedy: 'y' },
    };
    const body = new Map<string, object>(Object.entries(bodies)).get(what) ?? {};
    expect(codeOf(await act('none', what, ana, body))).toBe('alert-unknown');
    expect(codeOf(await act('none', what, '', body))).toBe('viewer-missing');
    expect(codeOf(await act('none', what, ana, { ...body, more: true }))).toBe('body-malformed');
  });
});
