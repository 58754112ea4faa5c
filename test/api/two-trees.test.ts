import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Crowd } from './crowd.js';
import { codeOf, type Kit, openKit } from './kit.js';

const union = { id: 'union', name: 'Union', parent: null, timeZone: 'UTC' };
const abroad = { id: 'abroad', name: 'Union abroad', parent: null, timeZone: 'UTC' };
const weavers = { id: 'weavers', name: 'Weavers', parent: 'union' };
const cloth = {
  id: 'cloth',
  unit: 'weavers',
  name: 'Cloth',
  measure: 'm',
  cadence: 'day',
  scale: 'positive',
  good: 'more',
  visibility: 'line',
};
const begun = { name: 'Two trees', units: [union, weavers, abroad], indicators: [cloth] };
const trees = (...units: object[]) => ({ name: 'Two trees', units });
let kit: Kit;
let crowd: Crowd;

beforeAll(async () => {
  kit = await openKit({ now: '2026-11-23T08:00:00Z', settings: { ACCESS: 'accounts' } });
  crowd = await Crowd.begin(kit, begun);
  await crowd.admit('gus', { role: 'delegate', unit: 'abroad', from: 'abroad' });
});

afterAll(async () => {
  await kit.stop();
  await kit.remove();
});

const apply = async (name: string, unit: string, body: object) =>
  codeOf(await kit.call('PUT', '/api/organisation', { ...crowd.as(name, unit), body }));

test('ids that are in force in the tree of others are not one’s own to give, in a trial either', async () => {
  const farm = { id: 'farm', name: 'Farm', parent: 'abroad' };
  const same = { ...trees(abroad, farm), indicators: [{ ...cloth, unit: 'farm' }] };
  const trial = await kit.call('PUT', '/api/organisation?dryRun=true', { ...crowd.as('gus', 'abroad'), body: same });
  expect(codeOf(trial)).toBe('not-allowed');
  expect(await apply('gus', 'abroad', same)).toBe('not-allowed');
  expect(await apply('gus', 'abroad', trees(abroad, { ...weavers, parent: 'abroad' }))).toBe('not-allowed');
});

test('a unit that was taken out of a tree comes back into no other, with its mandates and figures', async () => {
  expect(await apply('rosa', 'union', trees(union, abroad))).toBe('200');
  const taken = { ...weavers, parent: 'abroad' };
  expect(await apply('gus', 'abroad', { ...trees(abroad, taken), indicators: [cloth] })).toBe('not-allowed');
  expect(await apply('gus', 'abroad', trees(abroad, { ...taken, id: 'spinners' }))).toBe('200');
  const whole = trees(union, weavers, abroad, { ...taken, id: 'spinners' });
  expect(await apply('rosa', 'union', { ...whole, indicators: [cloth] })).toBe('200');
});
