import { randomUUID } from 'node:crypto';
import { AlertList, AlertView, NoticeView } from '#libs/contracts';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { codeOf, type Kit, openKit, read } from './kit.js';
import { apply, fall, federation, noon, post, quiet } from './works.js';

const team = 'Ana@team-a';
let kit: Kit;
let alert = '';

beforeAll(async () => {
  kit = await openKit({ now: noon });
  await apply(kit, federation());
  await post(kit, team, [...quiet('a.output'), fall('a.output')]);
  alert = read(AlertList, await kit.call('GET', '/api/alerts', { as: team })).alerts[0]?.id ?? '';
});

afterAll(async () => {
  await kit.stop();
  await kit.remove();
});

function act(name: string, body: object, key: string, as = team) {
  return kit.call('POST', `/api/alerts/${alert}/${name}`, { as, body, headers: { 'Idempotency-Key': key } });
}

describe('an act that is sent again, because its answer was lost', () => {
  const key = randomUUID();
  const until = new Date(Date.parse(noon) + 20_000).toISOString();

  test('is done once, also where several are sent at the same time', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => act('acknowledge', { until }, key)));
    const views = answers.map((answer) => read(AlertView, answer));
    expect(
      views.map(({ timeline }) => timeline.filter(({ happening }) => happening.kind === 'acknowledged').length),
    ).toEqual([1, 1, 1, 1]);
  });

  test('is answered as it stands after the server has been started again', async () => {
    const { timeline } = read(AlertView, await act('acknowledge', { until }, key.toUpperCase()));
    await kit.stop();
    await kit.start();
    expect(read(AlertView, await act('acknowledge', { until }, key)).timeline).toEqual(timeline);
  });

  test('under the id of something else is refused, whoever sends it', async () => {
    expect(codeOf(await act('acknowledge', { until, note: 'other words' }, key))).toBe('id-reused');
    expect(codeOf(await act('ask-help', {}, key))).toBe('id-reused');
    expect(codeOf(await act('acknowledge', { until }, key, 'Bea@team-a'))).toBe('id-reused');
  });

  test('that was refused may be mended and sent under the same id', async () => {
    const late = randomUUID();
    expect(codeOf(await act('ask-time', { until: noon }, late))).toBe('time-not-longer');
    const longer = new Date(Date.parse(noon) + 86_400_000).toISOString();
    expect(codeOf(await act('ask-time', { until: longer }, late))).toBe('200');
  });

  test('needs an id of the right form', async () => {
    expect(codeOf(await act('ask-help', {}, 'again'))).toBe('key-malformed');
  });
});

test('a notice that is sent again is the same notice, and its id is nobody else’s', async () => {
  const hours = (count: number) => new Date(Date.parse(noon) + count * 3_600_000).toISOString();
  const id = randomUUID();
  const body = { id, kind: 'planned-stop', unit: 'team-a', from: hours(1), until: hours(2), title: 'New belt' };
  const declared = read(NoticeView, await kit.call('POST', '/api/notices', { as: team, body }), 201);
  expect(declared.notice.id).toBe(id);
  const again = read(NoticeView, await kit.call('POST', '/api/notices', { as: team, body }), 201);
  expect(again.timeline).toEqual(declared.timeline);
  const other = { ...body, title: 'Another' };
  expect(codeOf(await kit.call('POST', '/api/notices', { as: team, body: other }))).toBe('id-reused');
});

test('what is done with a notice that is sent again, because its answer was lost, is done once', async () => {
  const hours = (count: number) => new Date(Date.parse(noon) + count * 3_600_000).toISOString();
  const id = randomUUID();
  const body = { id, kind: 'other', unit: 'team-a', from: hours(-1), until: hours(2), title: 'Visitors' };
  read(NoticeView, await kit.call('POST', '/api/notices', { as: team, body }), 201);
  const headers = { 'Idempotency-Key': randomUUID() };
  const end = () => kit.call('POST', `/api/notices/${id}/end`, { as: team, headers });
  const { timeline } = read(NoticeView, await end());
  expect(read(NoticeView, await end()).timeline).toEqual(timeline);
  const change = { as: team, headers, body: { until: hours(3) } };
  expect(codeOf(await kit.call('POST', `/api/notices/${id}/change`, change))).toBe('id-reused');
});
