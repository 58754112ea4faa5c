import { AlertList, AlertView, NoticeList, NoticeView, Series } from '#libs/contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codeOf, type Kit, openKit, read, until } from './kit.js';
import { apply, daily, daysBefore, fall, federation, noon, post, quiet } from './works.js';

let kit: Kit;
const ana = 'Ana@team-a';
const joe = 'Joe@works';
const names = ['moved', 'past', 'stopped', 'changed'];
const hours = (from: string, to: string) => ({
  from: `2026-03-10T${from}:00.000Z`,
  until: `2026-03-10T${to}:00.000Z`,
});
const stop = (more: object) => ({ kind: 'planned-stop', unit: 'team-a', title: 'Boiler inspection', ...more });
const declare = async (as: string, notice: object) =>
  read(NoticeView, await kit.call('POST', '/api/notices', { as, body: notice }), 201);
const act = async (as: string, { notice: { id } }: NoticeView, what: string, body?: object) =>
  kit.call('POST', `/api/notices/${id}/${what}`, { as, body });
const one = async (as: string, id: string) => read(NoticeView, await kit.call('GET', `/api/notices/${id}`, { as }));
const list = async (as: string, query = '') => read(NoticeList, await kit.call('GET', `/api/notices${query}`, { as }));
const view = async (id: string) => read(AlertView, await kit.call('GET', `/api/alerts/${id}`, { as: ana }));
const alertsOf = async (indicator: string) =>
  read(AlertList, await kit.call('GET', `/api/alerts?state=all&indicator=${indicator}`, { as: ana })).alerts;
const series = async (indicator: string) =>
  read(Series, await kit.call('GET', `/api/indicators/${indicator}/series`, { as: ana })).points;

beforeAll(async () => {
  kit = await openKit({ now: noon });
  const document = federation(...names.map((name) => daily(`a.${name}`, 'team-a')));
  await apply(kit, { ...document, agreements: [{ unit: 'team-a', dealWithin: 'PT6H' }] });
  await post(
    kit,
    ana,
    names.flatMap((name) => quiet(`a.${name}`)),
  );
});

afterAll(async () => {
  await kit.stop();
  await kit.remove();
});

describe('who may say and see a notice', () => {
  it('a unit for itself, one above for it, nobody else; it is read above, below and beside', async () => {
    const notice = { ...stop({ unit: 'works' }), from: '2026-04-01T06:00:00Z', until: '2026-04-01T08:00:00Z' };
    expect(codeOf(await kit.call('POST', '/api/notices', { as: ana, body: notice }))).toBe('not-allowed');
    expect(codeOf(await kit.call('POST', '/api/notices', { as: joe, body: { ...notice, unit: 'x' } }))).toBe(
      'unit-unknown',
    );
    const said = await declare(joe, notice);
    expect(said).toMatchObject({ unitName: 'Works', byUnitName: 'Works', inForce: false });
    expect(said.may).toEqual({ change: true, end: false, withdraw: true });
    for (const unit of ['team-a', 'federation', 'office'])
      expect((await one(`Eve@${unit}`, said.notice.id)).may).toEqual({ change: false, end: false, withdraw: false });
    expect(codeOf(await kit.call('GET', `/api/notices/${said.notice.id}`, { as: 'Eve@elsewhere' }))).toBe(
      'notice-unknown',
    );
    expect((await list(ana)).notices.map(({ notice: { id } }) => id)).toEqual([said.notice.id]);
    expect(codeOf(await kit.call('GET', '/api/notices?unit=works', { as: 'Eve@elsewhere' }))).toBe('unit-unknown');
    expect((await list('Eve@federation', '?unit=works')).mayDeclare).toBe(true);

    expect(codeOf(await act(ana, said, 'withdraw'))).toBe('not-allowed');
    expect(codeOf(await act(joe, said, 'end'))).toBe('notice-not-begun');
    expect(codeOf(await act(joe, said, 'change', { until: '2026-04-01T06:00:00Z' }))).toBe('notice-span');
    const gone = read(NoticeView, await act(joe, said, 'withdraw'));
    expect(gone.notice.state).toBe('withdrawn');
    expect(gone.timeline.map(({ happening: { kind } }) => kind)).toEqual(['declared', 'withdrawn']);
    expect(codeOf(await act(joe, said, 'change', { until: '2026-04-02T06:00:00Z' }))).toBe('notice-over');
  });
});

describe('the clock of an alert', () => {
  it('rests during a stop of the unit or of one above, and is where it was when the notice is withdrawn', async () => {
    await post(kit, ana, [fall('a.moved')]);
    const id = (await alertsOf('a.moved'))[0]?.id ?? 'none';
    const first = await view(id);
    expect(first.alert.climbsAt).toBe('2026-03-10T18:00:00.000Z');

    const said = await declare(joe, stop({ unit: 'works', kind: 'strike', ...hours('13:00', '16:30') }));
    const moved = await view(id);
    expect(moved.alert).toMatchObject({ climbsAt: '2026-03-10T21:30:00.000Z', clock: { minutes: 360 } });
    expect(moved.timeline.at(-1)?.happening).toMatchObject({ kind: 'clock-moved', because: 'noticed' });
    expect(moved.alert.left).toMatchObject({ working: true, turnsAt: '2026-03-10T13:00:00Z' });

    read(NoticeView, await act(joe, said, 'change', { until: '2026-03-11T02:00:00.000Z' }));
    expect((await view(id)).alert.climbsAt).toBe('2026-03-11T07:00:00.000Z');
    read(NoticeView, await act(joe, said, 'withdraw'));
    expect((await view(id)).alert.climbsAt).toBe('2026-03-10T18:00:00.000Z');
  });

  it('runs on through a known change, and through what is only said', async () => {
    const id = (await alertsOf('a.moved'))[0]?.id ?? 'none';
    const before = await view(id);
    for (const kind of ['known-change', 'other']) {
      const said = await declare(ana, stop({ kind, ...hours('12:30', '14:00') }));
      read(NoticeView, await act(ana, said, 'withdraw'));
    }
    expect(await view(id)).toEqual(before);
  });
});

describe('the filter', () => {
  it('is told of a stop that has been: the alert is withdrawn for it; taken back, all is assessed as before and told again', async () => {
    await post(kit, ana, [fall('a.past')]);
    const before = await series('a.past');
    expect(await alertsOf('a.past')).toHaveLength(1);
    const said = await declare(
      ana,
      stop({ from: `${daysBefore(1)}T06:00:00Z`, until: `${daysBefore(1)}T18:00:00Z`, title: 'No power' }),
    );
    expect(said.notice.state).toBe('ended');
    const [withdrawn] = await until(
      () => alertsOf('a.past'),
      ([alert]) => alert?.state === 'withdrawn',
    );
    const { timeline } = await view(withdrawn?.id ?? 'none');
    expect(timeline.at(-1)?.happening).toEqual({ kind: 'withdrawn', because: 'noticed' });
    const during = await series('a.past');
    expect(during.at(-1)).toMatchObject({ value: 12, assessment: { deviation: null } });

    read(NoticeView, await act(ana, said, 'withdraw'));
    const told = await until(
      () => alertsOf('a.past'),
      (alerts) => alerts.length === 2,
    );
    expect(told.map(({ state }) => state).toSorted()).toEqual(['open', 'withdrawn']);
    expect(told.map(({ id }) => id).toSorted()).toEqual([withdrawn?.id, `${withdrawn?.id}.2`]);
    expect(await series('a.past')).toEqual(before);
  });

  it('is not alarmed by figures of a stop that was said beforehand, nor by the first ones after a known change', async () => {
    const yesterday = { from: `${daysBefore(1)}T00:00:00Z`, until: `${daysBefore(0)}T00:00:00Z` };
    await declare(ana, stop({ kind: 'strike', title: 'For more pay', ...yesterday }));
    await post(kit, ana, [fall('a.stopped')]);
    expect(await alertsOf('a.stopped')).toEqual([]);
    const left = (await series('a.stopped')).at(-1);
    expect(left).toMatchObject({ value: 12, assessment: { deviation: null } });

    const settling = { from: `${daysBefore(3)}T00:00:00Z`, until: `${daysBefore(1)}T00:00:00Z` };
    await declare(ana, stop({ kind: 'known-change', title: 'A new line', ...settling }));
    const other = { id: 'a.changed-new', indicator: 'a.changed', period: daysBefore(0), value: 300 };
    await post(kit, ana, [other]);
    expect(await alertsOf('a.changed')).toEqual([]);
    expect((await series('a.changed')).at(-1)?.assessment?.level).toBeCloseTo(300);
  });
});

describe('the end of a notice', () => {
  it('is announced when its time has come, once, also over a restart; it can still be moved', async () => {
    const said = await declare(ana, stop({ kind: 'other', ...hours('12:10', '12:20') }));
    await kit.stop();
    kit.clock.now = '2026-03-10T12:20:00.000Z';
    await kit.start();
    const over = await until(
      () => one(ana, said.notice.id),
      ({ notice }) => notice.state === 'ended',
    );
    expect(over.timeline.map(({ happening: { kind } }) => kind)).toEqual(['declared', 'ended']);
    expect(over.timeline.at(-1)?.happening).toMatchObject({ because: 'time-up', by: null });
    expect(codeOf(await act(ana, said, 'end'))).toBe('notice-over');

    const longer = read(NoticeView, await act(ana, said, 'change', { until: '2026-03-10T15:00:00Z' }));
    expect(longer).toMatchObject({ inForce: true, notice: { state: 'standing' }, may: { end: true } });
    const ended = read(NoticeView, await act(ana, said, 'end'));
    expect(ended.notice).toMatchObject({ state: 'ended', until: kit.clock.now });
    expect(ended.timeline.at(-1)?.happening).toMatchObject({ because: 'by-hand', by: 'Ana', byUnit: 'team-a' });
  });
});
