import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AlertList, AlertView } from '#libs/contracts';
import { codeOf, type Kit, openKit, read, until } from './kit.js';
import { apply, fall, federation, noon, post, quiet } from './works.js';

let kit: Kit;
const ana = 'Ana@team-a';
const bea = 'Bea@team-b';
const jo = 'Jo@works';

beforeAll(async () => {
  kit = await openKit({ now: noon });
  const agreements = [
    { unit: 'federation', dealWithin: 'P1D' },
    { unit: 'team-a', dealWithin: 'PT2H' },
  ];
  await apply(kit, { ...federation(), agreements });
  await post(kit, ana, quiet('a.output'));
  await post(kit, bea, quiet('b.output'));
  await post(kit, bea, [{ ...fall('b.output'), value: 101 }]);
});

afterAll(async () => {
  await kit.stop();
  await kit.remove();
});

const listed = async (as: string, indicator: string) =>
  read(AlertList, await kit.call('GET', `/api/alerts?indicator=${indicator}&state=open`, { as })).alerts;
const view = async (id: string, as: string) => read(AlertView, await kit.call('GET', `/api/alerts/${id}`, { as }));
const act = (id: string, what: string, as: string, body: object = {}) =>
  kit.call('POST', `/api/alerts/${id}/${what}`, { as, body });
const later = (minutes: number) => new Date(Date.parse(kit.clock.now ?? noon) + minutes * 60_000).toISOString();
/** What happened, but for what was only told to be late: that depends on when the clock comes round. */
const kinds = (found: AlertView) =>
  found.timeline
    .map(({ happening }) => happening.kind)
    .filter((kind) => kind !== 'answer-overdue' && kind !== 'reminded');

describe('the alerts of a whole and of its part', () => {
  let part = '';
  let whole = '';

  it('are shown as one: that of the part rests, whatever time passes, through a restart too', async () => {
    await post(kit, ana, [fall('a.output')]);
    const [above] = await until(
      () => listed(jo, 'works.output'),
      (found) => found.length === 1,
    );
    whole = above?.id ?? '';
    part = (await listed(ana, 'a.output')).find(({ about }) => about.kind === 'deviation')?.id ?? '';
    const grouped = await until(
      () => view(part, ana),
      (found) => found.alert.under !== null,
    );
    expect(grouped.alert).toMatchObject({
      under: { alert: whole, minutes: 120 },
      climbsAt: null,
      clock: null,
      level: 0,
    });
    await kit.stop();
    await kit.start();
    kit.clock.now = later(200);
    expect(codeOf(await act(part, 'acknowledge', ana, { until: later(60) }))).toBe('200');
    expect((await view(part, ana)).alert).toMatchObject({ level: 0, state: 'acknowledged' });
    expect(codeOf(await act(part, 'ask-time', ana, { until: later(600) }))).toBe('not-allowed');
    expect(codeOf(await kit.call('GET', `/api/alerts/${part}`, { as: jo }))).toBe('alert-unknown');
  });

  it('come with a question to the part that explains the move, whose answer stands with the alert of the whole', async () => {
    const [question] = await until(
      async () => (await listed(ana, 'a.output')).filter(({ about }) => about.kind === 'question'),
      (found) => found.length === 1,
    );
    const id = question?.id ?? '';
    expect(question).toMatchObject({ climbsAt: null, heldBy: 'team-a', about: { of: whole, ofUnit: 'works' } });
    expect(question?.about).toMatchObject({ sentence: { en: 'Team A explains 100 % of the drop.' } });
    expect((await view(id, ana)).may).toMatchObject({ answer: true, resolve: false, askHelp: false });
    expect(codeOf(await kit.call('GET', `/api/alerts/${id}`, { as: jo }))).toBe('alert-unknown');
    expect(codeOf(await act(id, 'answer', ana, { answer: 'explanation', text: 'The belt is torn.' }))).toBe('200');
    expect((await view(id, ana)).alert).toMatchObject({ state: 'resolved' });
    const above = await view(whole, jo);
    expect(above.alert).toMatchObject({ state: 'open', asked: true });
    expect(kinds(above)).toEqual(['raised', 'asked', 'answered']);
    expect(above.timeline.at(-1)?.happening).toMatchObject({ unit: 'team-a', text: 'The belt is torn.' });
    expect(await listed(bea, 'b.output')).toEqual([]);
  });

  it('part when that of the whole is closed: the other goes on with the time that it had left, and climbs after it', async () => {
    expect(codeOf(await act(whole, 'resolve', jo, { cause: 'a belt', remedy: 'a new one' }))).toBe('200');
    const alone = await until(
      () => view(part, ana),
      (found) => found.alert.under === null,
    );
    expect(alone.alert).toMatchObject({ climbsAt: later(120), level: 0 });
    kit.clock.now = later(120);
    const up = await until(
      () => view(part, ana),
      (found) => found.alert.level === 1,
    );
    expect(kinds(up)).toEqual(['raised', 'grouped', 'acknowledged', 'ungrouped', 'climbed']);
  });
});
