import { randomUUID } from 'node:crypto';
import { AlertView, LookList } from '#libs/contracts';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { codeOf, type Kit, openKit, read } from './kit.js';
import { apply, daily, daysBefore, noon, post } from './works.js';

const span = `?from=${daysBefore(9)}&to=${daysBefore(0)}`;
const document = {
  name: 'Shown',
  units: [
    { id: 'works', name: 'Works', parent: null, timeZone: 'UTC' },
    { id: 'weaving', name: 'Weaving', parent: 'works' },
    { id: 'weavers', name: 'Weavers', parent: 'weaving', expected: { grace: 'PT4H', from: daysBefore(9) } },
  ],
  indicators: [daily('cloth', 'weavers', { visibility: 'line' })],
};
const rosa = 'Rosa@works';
const ines = 'Ines@weaving';
const ana = 'Ana@weavers';
const cord = randomUUID();
let kit: Kit;

beforeAll(async () => {
  kit = await openKit({ now: noon });
  await apply(kit, document);
  await post(kit, ana, [{ id: 'one', indicator: 'cloth', period: daysBefore(2), value: 12 }]);
  const body = { id: cord, sign: 'pain', text: 'The belt is torn.', to: 'works' };
  read(AlertView, await kit.call('POST', '/api/cords', { as: ana, body }), 201);
});

afterAll(async () => {
  await kit.stop();
  await kit.remove();
});

const lines = async (unit: string) => {
  const { looks } = read(LookList, await kit.call('GET', `/api/units/${unit}/looks`, { as: `Reader@${unit}` }));
  return looks.map(({ name, what, times }) => `${unit}: ${name} ${what} ${times}`);
};
const all = async () => [...(await lines('weaving')), ...(await lines('weavers'))];

describe('whatever shows something of a unit to others is noted there', () => {
  test.each<[string, string, string[]]>([
    ['units/weavers', rosa, ['weavers: Rosa page 1']],
    [`units/weavers/calendar${span}`, rosa, ['weavers: Rosa calendar 1']],
    ['units/weavers/agreements', rosa, ['weavers: Rosa agreements 1']],
    ['indicators/cloth/series', rosa, ['weavers: Rosa figures cloth 1']],
    ['indicators/cloth/backtest', ines, ['weavers: Ines figures cloth 1']],
    ['observations/one', rosa, ['weavers: Rosa figures cloth 2']],
    [`alerts/cord-${cord}`, rosa, [`weavers: Rosa alert cord-${cord} 1`]],
    // A page that sums up others shows those, also where it is one's own.
    [`units/weaving/comparison${span}`, rosa, ['weaving: Rosa comparison 1', 'weavers: Rosa compared 1']],
    [`units/weaving/comparison${span}`, ines, ['weavers: Ines compared 1']],
    [`units/works/reports${span}`, rosa, ['weavers: Rosa reports 1']],
    [`units/weaving/answers${span}`, ines, ['weavers: Ines answers 1']],
  ])('%s, as %s', async (path, as, noted) => {
    const before = await all();
    expect(codeOf(await kit.call('GET', `/api/${path}`, { as }))).toBe('200');
    expect((await all()).filter((line) => !before.includes(line))).toEqual(noted);
  });

  test.each([
    ['units/weavers', ana],
    [`alerts/cord-${cord}`, ana],
    ['observations/one', ana],
    ['alerts', rosa],
    ['units', rosa],
    ['units/works', rosa],
    // To the weaving itself the cord has never come.
    [`alerts/cord-${cord}`, ines],
  ])('%s, as %s, shows nothing of others', async (path, as) => {
    const before = await all();
    await kit.call('GET', `/api/${path}`, { as });
    expect(await all()).toEqual(before);
  });
});
