import { Accepted, ObservationStatus, RefusedList } from '#libs/contracts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Crowd } from './crowd.js';
import { codeOf, type Kit, openKit, read, until } from './kit.js';
import { weaversAndDyers } from '../kit/weavers-and-dyers.js';

const period = '2026-11-20';
let kit: Kit;
let crowd: Crowd;

beforeAll(async () => {
  kit = await openKit({ now: '2026-11-23T08:00:00Z', settings: { ACCESS: 'accounts' } });
  crowd = await Crowd.begin(kit, weaversAndDyers);
  for (const unit of ['weavers', 'dyers']) await crowd.admit(`of-${unit}`, { role: 'coordinator', unit });
});

afterAll(async () => {
  await kit.stop();
  await kit.remove();
});

const as = (unit: string) => crowd.as(`of-${unit}`, unit);
const post = async (unit: string, body: object) =>
  read(Accepted, await kit.call('POST', '/api/observations', { ...as(unit), body }), 202);
const ask = (unit: string, id: string) => kit.call('GET', `/api/observations/${id}`, as(unit));
const settled = (unit: string, id: string) =>
  until(
    async () => read(ObservationStatus, await ask(unit, id)),
    ({ state }) => state !== 'pending',
  );

test('an id that another unit has used tells nothing, and is there for one’s own figure', async () => {
  await post('weavers', { id: 'same', indicator: 'cloth', period, value: 41 });
  expect(await settled('weavers', 'same')).toMatchObject({ state: 'assessed', value: 41 });
  expect(codeOf(await ask('dyers', 'same'))).toBe('observation-unknown');
  await post('dyers', { id: 'same', indicator: 'dye', period, value: 7 });
  expect(await settled('dyers', 'same')).toMatchObject({ state: 'assessed', indicator: 'dye', value: 7 });
  expect(await settled('weavers', 'same')).toMatchObject({ indicator: 'cloth', value: 41, revision: 1 });
});

test('of what another unit was refused, whoever looks after machines is told neither the id nor the figure', async () => {
  const { refused } = await post('weavers', { id: 'made-of-it', indicator: 'cloth', period, value: -41, valeur: 41 });
  expect(refused).toHaveLength(1);
  const listed = async (unit: string) => {
    const list = read(RefusedList, await kit.call('GET', '/api/refused', as(unit))).refused;
    return list.find(({ excerpt }) => excerpt.includes('"cloth"'));
  };
  const excerpt = { indicator: 'cloth', period, value: '…', valeur: '…' };
  const own = await listed('weavers');
  expect([own?.messageId, JSON.parse(own?.excerpt ?? '')]).toEqual(['made-of-it', { id: 'made-of-it', ...excerpt }]);
  const others = await listed('dyers');
  expect([others?.messageId, JSON.parse(others?.excerpt ?? '')]).toEqual([null, { id: '…', ...excerpt }]);
});
