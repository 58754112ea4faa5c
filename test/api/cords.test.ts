import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AlertList, AlertView, AnswerTimes } from '#libs/contracts';
import { codeOf, type Kit, openKit, read, until } from './kit.js';
import { apply, daily, fall, federation, noon, post, quiet } from './works.js';

let kit: Kit;
const ana = 'Ana@team-a';
const jo = 'Jo@works';
const kim = 'Kim@federation';
const bea = 'Bea@team-b';

beforeAll(async () => {
  kit = await openKit({ now: noon });
  const document = {
    ...federation(daily('a.turn', 'team-a')),
    agreements: [
      { unit: 'federation', dealWithin: 'P1D' },
      { unit: 'federation', kind: 'cord', dealWithin: 'PT2H', acknowledgeWithin: 'PT30M' },
      { unit: 'team-a', kind: 'deviation', dealWithin: 'PT4H' },
    ],
  };
  await apply(kit, document);
});

afterAll(async () => {
  await kit.stop();
  await kit.remove();
});

const view = async (id: string, as = ana) => read(AlertView, await kit.call('GET', `/api/alerts/${id}`, { as }));
const act = (id: string, what: string, as: string, body: object) =>
  kit.call('POST', `/api/alerts/${id}/${what}`, { as, body });
const listed = async (as: string) => read(AlertList, await kit.call('GET', '/api/alerts', { as })).alerts;
const later = (minutes: number) => new Date(Date.parse(kit.clock.now ?? noon) + minutes * 60_000).toISOString();
const kinds = (found: AlertView) => found.timeline.map(({ happening }) => happening.kind);

async function pull(as: string, more: object = {}): Promise<AlertView> {
  const body = { id: randomUUID(), sign: 'pain', text: 'The belt is torn.', ...more };
  return read(AlertView, await kit.call('POST', '/api/cords', { as, body }), 201);
}

describe('a cord', () => {
  it('to the own unit is heard there first and only, and climbs when the agreed time is up', async () => {
    const { alert, timeline } = await pull(ana);
    expect(alert).toMatchObject({ about: { kind: 'cord', by: 'Ana' }, level: 0, indicator: null, answerBy: null });
    expect(alert.climbsAt).toBe(later(120));
    expect(timeline).toHaveLength(1);
    expect((await listed(jo)).map(({ id }) => id)).not.toContain(alert.id);
    kit.clock.now = later(120);
    const up = await until(
      () => view(alert.id),
      (found) => found.alert.level === 1,
    );
    expect(up.alert.answerBy).toBe(later(120));
  });

  it('straight to the council passes by what lies between, and puts an answer on the council’s clock', async () => {
    const { alert } = await pull(ana, { to: 'federation' });
    expect(alert).toMatchObject({ level: 1, heldBy: 'federation', climbsAt: null, answerBy: later(120) });
    expect(alert.path.map(({ unit }) => unit)).toEqual(['team-a', 'federation']);
    expect(codeOf(await kit.call('GET', `/api/alerts/${alert.id}`, { as: jo }))).toBe('alert-unknown');
    expect(await listed(kim)).toMatchObject([{ id: alert.id }]);
    expect(codeOf(await act(alert.id, 'answer', kim, { answer: 'resources', text: 'A new belt is on its way.' }))).toBe(
      '200',
    );
    expect((await view(alert.id)).alert).toMatchObject({ answerBy: null, state: 'open', toConfirm: [2] });
    expect((await view(alert.id, kim)).may.confirm).toBe(false);
    expect(codeOf(await act(alert.id, 'confirm', kim, { answer: 2 }))).toBe('not-allowed');
    expect(codeOf(await act(alert.id, 'confirm', ana, { answer: 2 }))).toBe('200');
    expect(await view(alert.id)).toMatchObject({ alert: { toConfirm: [] }, may: { confirm: false } });
  });

  it('that nobody answers is told to be overdue, once', async () => {
    const { alert } = await pull(ana, { to: 'works' });
    kit.clock.now = later(119);
    await act(alert.id, 'acknowledge', jo, { until: later(0.5) });
    kit.clock.now = later(1);
    const overdue = await until(
      () => view(alert.id),
      (found) => kinds(found).includes('answer-overdue') && found.alert.level === 2,
    );
    expect(kinds(overdue).filter((kind) => kind === 'answer-overdue')).toHaveLength(1);
    expect(overdue.alert).toMatchObject({ heldBy: 'federation', answerBy: later(120) });
  });

  it('is the same cord when it is sent again, and its id is good for no other', async () => {
    const body = { id: randomUUID(), sign: 'pleasure', text: 'The new needles hold.' };
    const once = read(AlertView, await kit.call('POST', '/api/cords', { as: ana, body }), 201);
    const again = read(AlertView, await kit.call('POST', '/api/cords', { as: ana, body }), 201);
    expect(again.alert).toEqual(once.alert);
    expect(codeOf(await kit.call('POST', '/api/cords', { as: ana, body: { ...body, text: 'No.' } }))).toBe('id-reused');
    expect(codeOf(await kit.call('POST', '/api/cords', { as: bea, body }))).toBe('id-reused');
  });

  it('may hide who pulled it: the name is not stored', async () => {
    const { alert } = await pull(ana, { anonymous: true, to: 'federation' });
    const found = await view(alert.id, kim);
    expect(found.alert.about).toEqual({ kind: 'cord', text: 'The belt is torn.', by: null });
    expect(JSON.stringify(found)).not.toContain('Ana');
  });

  it.each([
    ['to a unit beside', { to: 'office' }, 'cord-not-above'],
    ['to a unit below', { to: 'team-b' }, 'cord-not-above'],
    ['about an indicator of others', { indicator: 'b.output' }, 'indicator-unknown'],
    ['without a word', { text: ' ' }, 'body-malformed'],
    ['without a proper id', { id: 'x' }, 'body-malformed'],
  ])('%s is refused', async (_, more, code) => {
    const body = { id: randomUUID(), sign: 'pain', text: 'Help!', ...more };
    expect(codeOf(await kit.call('POST', '/api/cords', { as: ana, body }))).toBe(code);
  });
});

describe('besides', () => {
  it('a unit is reminded when nobody is on it, and again when the review that was said is due', async () => {
    const { alert } = await pull(ana);
    expect(alert.remindAt).toBe(later(30));
    kit.clock.now = later(30);
    await until(
      () => view(alert.id),
      (found) => kinds(found).includes('reminded'),
    );
    await act(alert.id, 'acknowledge', ana, { until: later(10) });
    expect((await view(alert.id)).alert).toMatchObject({ state: 'acknowledged', remindAt: later(10) });
    kit.clock.now = later(10);
    const again = await until(
      () => view(alert.id),
      (found) => found.alert.state === 'open',
    );
    expect(again.timeline.at(-1)?.happening).toEqual({ kind: 'reminded', unit: 'team-a', because: 'review-due' });
    expect(again.alert.climbsAt).toBe(alert.climbsAt);
  });

  it('only the level above gives more time, once it was asked', async () => {
    await post(kit, ana, quiet('a.turn'));
    await post(kit, ana, [fall('a.turn')]);
    const alert = (await listed(ana)).find(({ indicator }) => indicator === 'a.turn');
    const id = alert?.id ?? '';
    expect(codeOf(await act(id, 'extend', jo, { until: later(600) }))).toBe('alert-unknown');
    expect(codeOf(await act(id, 'extend', ana, { until: later(600) }))).toBe('not-allowed');
    expect(codeOf(await act(id, 'ask-time', ana, { until: later(1) }))).toBe('time-not-longer');
    await act(id, 'ask-time', ana, { until: later(600), note: 'The part comes at ten.' });
    const asked = await view(id, jo);
    expect(asked.alert).toMatchObject({ level: 0, reach: 2, askedUntil: later(600), climbsAt: alert?.climbsAt });
    expect(asked.may).toMatchObject({ extend: true, acknowledge: false, askTime: false });
    expect(codeOf(await kit.call('GET', `/api/alerts/${id}`, { as: kim }))).toBe('alert-unknown');
    await act(id, 'extend', jo, { until: later(600) });
    expect((await view(id)).alert).toMatchObject({ level: 0, climbsAt: later(600), askedUntil: null });
    kit.clock.now = later(600);
    await until(
      () => view(id),
      (found) => found.alert.level === 1,
    );
  });

  it('good news is shared sideways by the unit, and by nobody else', async () => {
    const { alert } = await pull(ana, { sign: 'pleasure', text: 'The new needles hold.' });
    const pain = await pull(ana);
    const body = { with: ['team-b'], note: 'Try them.' };
    expect(codeOf(await act(pain.alert.id, 'share', ana, body))).toBe('not-allowed');
    expect(codeOf(await act(alert.id, 'share', bea, body))).toBe('alert-unknown');
    expect(codeOf(await act(alert.id, 'share', ana, { with: ['nowhere'], note: 'x' }))).toBe('unit-unknown');
    await act(alert.id, 'share', ana, body);
    expect((await listed(bea)).map(({ id }) => id)).toEqual([alert.id]);
    const seen = await view(alert.id, bea);
    expect(seen.alert).toMatchObject({ level: 0, climbsAt: null, sharedWith: ['team-b'] });
    expect(Object.values(seen.may)).not.toContain(true);
  });

  it('a closed alert gets the filter’s verdict on the day of its review', async () => {
    const { alert } = await pull(ana, { indicator: 'a.turn' });
    const closing = { cause: 'A belt.', remedy: 'A new one.' };
    expect(codeOf(await act(alert.id, 'resolve', ana, { ...closing, reviewOn: '2026-03-01' }))).toBe('review-too-late');
    await act(alert.id, 'resolve', ana, { ...closing, reviewOn: '2026-03-20' });
    expect((await view(alert.id)).alert).toMatchObject({ state: 'resolved', reviewAt: '2026-03-20T00:00:00.000Z' });
    kit.clock.now = '2026-03-20T00:00:01.000Z';
    const reviewed = await until(
      () => view(alert.id),
      (found) => kinds(found).at(-1) === 'reviewed',
    );
    expect(reviewed.alert).toMatchObject({ state: 'resolved', reviewAt: null });
    expect(reviewed.timeline.at(-1)?.happening).toMatchObject({
      verdict: { moved: false, sentence: { en: expect.stringContaining('has not moved') } },
    });
  });
});

describe('how cords were answered', () => {
  it('is told of each unit, to everybody in the tree', async () => {
    const count = async (unit: string) => {
      const path = `/api/units/federation/answers?from=2026-01-01&to=2026-12-31`;
      const { rows } = read(AnswerTimes, await kit.call('GET', path, { as: bea }));
      return rows.find((row) => row.unit === unit && row.kind === 'cord');
    };
    const now = kit.clock.now ?? noon;
    // What the clock has made due in the tests above is still climbing.
    await until(
      () => listed(ana),
      (alerts) => alerts.length > 0 && alerts.every(({ climbsAt }) => climbsAt === null || climbsAt > now),
    );
    const before = await count('federation');
    const { alert } = await pull(ana, { to: 'federation' });
    await pull(ana, { to: 'federation' });
    kit.clock.now = later(30);
    await act(alert.id, 'answer', kim, { answer: 'help', text: 'We come.' });
    const after = await count('federation');
    expect((after?.owed ?? 0) - (before?.owed ?? 0)).toBe(2);
    expect((after?.inTime ?? 0) - (before?.inTime ?? 0)).toBe(1);
    expect((after?.waiting ?? 0) - (before?.waiting ?? 0)).toBe(1);
    expect(await count('team-b')).toBeUndefined();
    const last = await kit.call('GET', '/api/units/federation/answers?from=2026-01-01&to=9999-12-31', { as: bea });
    expect(last.status).toBe(200);
  });
});
