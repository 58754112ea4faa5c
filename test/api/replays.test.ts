import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AlertList, AlertView, ReplayStatus, Series } from '#libs/contracts';
import { codeOf, type Kit, openKit, read } from './kit.js';
import { apply, daily, daysBefore, fall, federation, noon, quiet } from './works.js';

let kit: Kit;
const ana = 'Ana@team-a';

beforeAll(async () => {
  kit = await openKit({ now: noon });
  await apply(kit, federation(daily('a.kept', 'team-a'), daily('a.closed', 'team-a')));
});

afterAll(async () => {
  await kit.stop();
  await kit.remove();
});

const opened = async (name: string) =>
  read(ReplayStatus, await kit.call('POST', '/api/replays', { body: { name, total: 31 } }), 201);
const step = (id: string, now: string, observations: object[] = []) =>
  kit.call('POST', `/api/replays/${id}/steps`, { body: { now, observations } });
const finish = (id: string, stillOpen: string) =>
  kit.call('POST', `/api/replays/${id}/finish`, { body: { stillOpen } });
const alertsOf = async (indicator: string) => {
  const path = `/api/alerts?state=all&indicator=${indicator}`;
  return read(AlertList, await kit.call('GET', path, { as: ana })).alerts;
};

/** A month of quiet days and a fall, each step a day, the time of the replay at its end. */
async function history(id: string, indicator: string): Promise<ReplayStatus> {
  const days = quiet(indicator);
  read(ReplayStatus, await step(id, `${daysBefore(1)}T00:00:00Z`, days));
  return read(ReplayStatus, await step(id, `${daysBefore(0)}T00:00:00Z`, [fall(indicator)]));
}

describe('a replay', () => {
  it('takes history through the loop, with now following its own time', async () => {
    const { id } = await opened('a month');
    const status = await history(id, 'a.kept');
    expect(status).toMatchObject({ name: 'a month', done: 31, total: 31, refused: 0, over: false });
    const [alert] = await alertsOf('a.kept');
    expect(alert).toMatchObject({ replayed: true, openedAt: `${daysBefore(0)}T00:00:00.000Z`, level: 0 });
    const { points } = read(Series, await kit.call('GET', '/api/indicators/a.kept/series', { as: ana }));
    expect(points).toHaveLength(31);
    expect(points.every(({ replayed }) => replayed)).toBe(true);

    read(ReplayStatus, await step(id, `${daysBefore(0)}T06:00:00Z`));
    const { timeline } = read(AlertView, await kit.call('GET', `/api/alerts/${alert?.id}`, { as: ana }));
    expect(timeline.map(({ at, happening }) => [at, happening.kind])).toEqual([
      [`${daysBefore(0)}T00:00:00.000Z`, 'raised'],
      [`${daysBefore(0)}T00:01:00.000Z`, 'climbed'],
    ]);

    expect(read(ReplayStatus, await finish(id, 'keep')).over).toBe(true);
    expect(await alertsOf('a.kept')).toMatchObject([{ state: 'open', level: 1, replayed: true }]);
    expect(codeOf(await step(id, noon))).toBe('replay-unknown');
    expect(codeOf(await finish(id, 'keep'))).toBe('replay-unknown');
  });

  it('may end with what nobody can act on any more', async () => {
    const { id } = await opened('closed');
    await history(id, 'a.closed');
    expect(read(ReplayStatus, await finish(id, 'close'))).toMatchObject({ over: true, done: 31 });
    expect(await alertsOf('a.closed')).toMatchObject([{ state: 'lapsed', climbsAt: null }]);
  });

  it('counts what it refuses, and goes on', async () => {
    const { id } = await opened('faulty');
    const sound = { id: 'sound', indicator: 'a.output', period: daysBefore(9), value: 3 };
    const observations = [
      sound,
      { ...sound, id: 'unknown', indicator: 'nothing' },
      { ...sound, id: 'below', value: -1 },
    ];
    const status = read(ReplayStatus, await step(id, `${daysBefore(8)}T00:00:00Z`, observations));
    expect(status).toMatchObject({ done: 3, refused: 2 });
    expect(read(ReplayStatus.array(), await kit.call('GET', '/api/replays')).map(({ name }) => name)).toContain(
      'faulty',
    );
    read(ReplayStatus, await finish(id, 'close'));
  });

  it('never reaches beyond the present, and stays where it is when it is told an earlier time', async () => {
    const { id } = await opened('times');
    expect(codeOf(await step(id, '2026-03-10T12:00:01Z'))).toBe('replay-time-backwards');
    read(ReplayStatus, await step(id, `${daysBefore(3)}T00:00:00Z`));
    const status = read(ReplayStatus, await step(id, `${daysBefore(4)}T00:00:00Z`));
    expect(status.now).toBe(`${daysBefore(3)}T00:00:00.000Z`);
    read(ReplayStatus, await finish(id, 'keep'));
  });

  it.each([
    ['00000000-0000-4000-8000-000000000000', {}, 'replay-unknown'],
    ['not-a-uuid', {}, 'replay-unknown'],
    ['00000000-0000-4000-8000-000000000000', { now: 'then' }, 'body-malformed'],
    ['00000000-0000-4000-8000-000000000000', { observations: [{ value: 1 }] }, 'body-malformed'],
    ['00000000-0000-4000-8000-000000000000', { more: 1 }, 'body-malformed'],
  ])('%s cannot take the step %j: %s', async (id, more, code) => {
    const body = { now: `${daysBefore(3)}T00:00:00Z`, observations: [], ...more };
    expect(codeOf(await kit.call('POST', `/api/replays/${id}/steps`, { body }))).toBe(code);
  });

  it.each([{}, { name: '' }, { name: 'x', total: -1 }, { name: 'x', more: 1 }])(
    'cannot be opened by %j',
    async (body) => {
      expect(codeOf(await kit.call('POST', '/api/replays', { body }))).toBe('body-malformed');
    },
  );

  it('is finished one way or the other', async () => {
    const { id } = await opened('undecided');
    expect(codeOf(await finish(id, 'perhaps'))).toBe('body-malformed');
    expect(codeOf(await finish('not-a-uuid', 'keep'))).toBe('replay-unknown');
  });
});
