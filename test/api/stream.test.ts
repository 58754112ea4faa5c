import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { AlertList, Change } from '#libs/contracts';
import { codeOf, type Kit, openKit, read, until } from './kit.js';
import { apply, daily, daysBefore, fall, federation, noon, post, quiet } from './works.js';

let kit: Kit;
const ana = 'Ana@team-a';
const listeners: Listener[] = [];

beforeAll(async () => {
  kit = await openKit({ now: noon });
  await apply(kit, federation(...['a.live', 'a.alert'].map((id) => daily(id, 'team-a'))));
});

afterEach(() => {
  for (const listener of listeners.splice(0)) listener.close();
});

afterAll(async () => {
  await kit.stop();
  await kit.remove();
});

interface Listener {
  events: { id: number; change: Change }[];
  close(): void;
}

/** Listens as a page does; resolves when the server has answered that it streams. */
async function listen(as: string, lastEventId?: string): Promise<Listener> {
  const ending = new AbortController();
  const answer = await fetch(`${kit.url}/api/stream?as=${encodeURIComponent(as)}`, {
    headers: lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId },
    signal: AbortSignal.any([ending.signal, AbortSignal.timeout(30_000)]),
  });
  expect(answer.headers.get('content-type')).toBe('text/event-stream');
  const listener: Listener = { events: [], close: () => ending.abort() };
  listeners.push(listener);
  void gather(answer, listener.events).catch(() => undefined);
  return listener;
}

async function gather(answer: Response, events: Listener['events']): Promise<void> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of answer.body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const id = /^id: (\d+)$/m.exec(block)?.[1];
      const data = /^data: (.+)$/m.exec(block)?.[1];
      if (id && data) events.push({ id: Number(id), change: Change.parse(JSON.parse(data)) });
    }
  }
}

let number = 0;
async function postOne(): Promise<void> {
  number += 1;
  await post(kit, ana, [{ id: `live-${number}`, indicator: 'a.live', period: daysBefore(2), value: number }]);
}

const figures = ({ events }: Listener) => events.filter(({ change }) => change.kind === 'figures');
const heard = (listener: Listener, count: number) =>
  until(
    async () => figures(listener).length,
    (length) => length >= count,
  );

describe('the stream', () => {
  it('answers before its first beat is due, and tells what happens as it happens, to those whom it concerns', async () => {
    const started = Date.now();
    const team = await listen(ana);
    expect(Date.now() - started).toBeLessThan(20_000);
    const above = await listen('Jo@works');
    const beside = await listen('Bea@team-b');
    const elsewhere = await listen('Ren@elsewhere');
    await postOne();
    await heard(team, 1);
    await heard(above, 1);
    expect(figures(team)[0]?.change).toMatchObject({ indicator: 'a.live', unit: 'team-a', from: daysBefore(2) });
    await pause(100);
    expect([...figures(beside), ...figures(elsewhere)]).toEqual([]);
  });

  it('tells of an alert only where it has come to', async () => {
    const team = await listen(ana);
    const above = await listen('Jo@works');
    const alerts = ({ events }: Listener) => events.filter(({ change }) => change.kind === 'alert');
    await post(kit, ana, quiet('a.alert'));
    await post(kit, ana, [fall('a.alert')]);
    await until(async () => alerts(team).length, Boolean);
    expect(alerts(above)).toEqual([]);
    const [alert] = read(AlertList, await kit.call('GET', '/api/alerts', { as: ana })).alerts;
    await kit.call('POST', `/api/alerts/${alert?.id}/ask-help`, { as: ana });
    await until(async () => alerts(above).length, Boolean);
    expect(alerts(above)[0]?.change).toMatchObject({ alert: alert?.id, reached: ['team-a', 'works'] });
  });

  it('goes on after the last event that was heard, without loss or repetition', async () => {
    const first = await listen(ana);
    await postOne();
    await heard(first, 1);
    const last = first.events.at(-1)?.id ?? 0;
    first.close();
    for (let count = 0; count < 5; count += 1) await postOne();
    const second = await listen(ana, String(last));
    for (let count = 0; count < 5; count += 1) await postOne();
    await heard(second, 10);
    await pause(200);
    const ids = second.events.map(({ id }) => id);
    expect(figures(second)).toHaveLength(10);
    expect(ids).toEqual([...new Set(ids)].toSorted((a, b) => a - b));
    expect(ids[0]).toBeGreaterThan(last);
  });

  it('begins with everything for one who has heard nothing', async () => {
    const all = await listen(ana, '0');
    await heard(all, 1);
    expect(all.events[0]?.change.kind).toBe('organisation');
  });

  it.each(['999999999', '99999999999999999999999999', '-5', 'NaN', '1e3', '\u00e9', ' '])(
    'is not led astray by the id "%s"',
    async (lastEventId) => {
      const listener = await listen(ana, lastEventId);
      await postOne();
      await heard(listener, 1);
      expect(figures(listener)).toHaveLength(1);
    },
  );

  it.each([
    ['', 'viewer-missing'],
    ['?as=Ana', 'viewer-malformed'],
    ['?as=Ana@nowhere', 'viewer-unit-unknown'],
  ])('/api/stream%s is refused: %s', async (query, code) => {
    expect(codeOf(await kit.call('GET', `/api/stream${query}`))).toBe(code);
  });

  it('lets go of those who have left', async () => {
    const open = async () => /^synco_streams_open (\d+)$/m.exec(String((await kit.call('GET', '/metrics')).body))?.[1];
    await until(open, (count) => count === '0');
    const listener = await listen(ana);
    expect(await open()).toBe('1');
    listener.close();
    expect(await until(open, (count) => count === '0')).toBe('0');
  });
});
