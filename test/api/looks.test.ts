import { randomUUID } from 'node:crypto';
import { Accepted, InvitationLink, LookList, OrganisationVersion, OwnData, Series } from '#libs/contracts';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Crowd } from './crowd.js';
import { codeOf, type Kit, openKit, read, until } from './kit.js';

const sort = { measure: 'm', cadence: 'day', scale: 'positive', good: 'more', visibility: 'line' };
const document = {
  name: 'Looks',
  units: [
    { id: 'union', name: 'Union', parent: null, timeZone: 'UTC' },
    { id: 'weavers', name: 'Weavers', parent: 'union' },
    { id: 'other', name: 'Another union', parent: null, timeZone: 'UTC' },
  ],
  indicators: [{ ...sort, id: 'cloth', unit: 'weavers', name: 'Cloth' }],
};
let kit: Kit;
let crowd: Crowd;

beforeAll(async () => {
  kit = await openKit({ now: '2026-11-23T08:00:00Z', settings: { ACCESS: 'accounts' } });
  crowd = await Crowd.begin(kit, document);
  await crowd.admit('ana', { role: 'member', unit: 'weavers' });
});

afterAll(async () => {
  await kit.stop();
  await kit.remove();
});

const looks = async (name: string, unit: string) =>
  read(LookList, await kit.call('GET', `/api/units/${unit}/looks`, crowd.as(name, unit))).looks;

describe('a look from outside', () => {
  test('is noted for the unit, counted within the hour, and kept from everybody else', async () => {
    for (let n = 0; n < 3; n += 1) await kit.call('GET', '/api/indicators/cloth/series', crowd.as('rosa', 'union'));
    kit.clock.now = '2026-11-23T09:00:00Z';
    await kit.call('GET', '/api/indicators/cloth/series', crowd.as('rosa', 'union'));
    await kit.call('GET', '/api/units/weavers', crowd.as('rosa', 'union'));
    const rosa = { unit: 'weavers', name: 'rosa', from: 'union' };
    const nine = '2026-11-23T09:00:00.000Z';
    const eight = '2026-11-23T08:00:00.000Z';
    expect(await looks('ana', 'weavers')).toEqual([
      { ...rosa, what: 'figures cloth', first: nine, last: nine, times: 1 },
      { ...rosa, what: 'page', first: nine, last: nine, times: 1 },
      { ...rosa, what: 'figures cloth', first: eight, last: eight, times: 3 },
    ]);
    expect(codeOf(await kit.call('GET', '/api/units/weavers/looks', crowd.as('rosa', 'union')))).toBe('not-allowed');
  });

  test('is the own data of whose account it was, and of no namesake', async () => {
    const body = {
      id: randomUUID(),
      motion: { kind: 'give', role: 'delegate', to: { name: 'rosa', email: 'second@synco.example' } },
    };
    await kit.call('POST', '/api/units/union/votes', { ...crowd.as('rosa', 'union'), body });
    const link = await kit.call('POST', `/api/votes/${body.id}/link`, crowd.as('rosa', 'union'));
    await crowd.use('second', read(InvitationLink, link).link);
    await kit.call('GET', '/api/units/weavers/calendar?from=2026-11-20&to=2026-11-22', crowd.as('second', 'union'));
    await kit.call('GET', '/api/units/weavers', crowd.as('second', 'union'));
    const own = async (name: string) => read(OwnData, await kit.call('GET', '/api/me/data', crowd.as(name))).looks;
    const times = async (name: string) => (await own(name)).map(({ what, times }) => `${what} ${times}`).toSorted();
    expect(await times('second')).toEqual(['calendar 1', 'page 1']);
    expect(await times('rosa')).toEqual(['figures cloth 1', 'figures cloth 3', 'page 1']);
    const left = await kit.call('POST', '/api/me/leave', {
      ...crowd.as('second'),
      body: { password: 'a long enough password' },
    });
    expect(left.status).toBe(200);
    const seen = (await looks('ana', 'weavers')).filter(({ what }) => what === 'page' || what === 'calendar');
    expect(seen.map(({ name, what, times }) => `${name} ${what} ${times}`).toSorted()).toEqual([
      'rosa calendar 1',
      'rosa page 1',
      'rosa page 1',
    ]);
  });

  test('from inside is nobody’s business', async () => {
    await kit.call('GET', '/api/units/weavers', crowd.as('ana', 'weavers'));
    expect((await looks('ana', 'weavers')).filter(({ name }) => name === 'ana')).toEqual([]);
  });

  test('that was refused shows nothing and is not noted', async () => {
    expect(codeOf(await kit.call('GET', '/api/units/other', crowd.as('ana', 'weavers')))).toBe('unit-unknown');
    expect(await looks('rosa', 'other')).toEqual([]);
  });
});

describe('whoever is signed in', () => {
  test('posts under their own name, whatever they say', async () => {
    const body = { id: randomUUID(), indicator: 'cloth', period: '2026-11-20', value: 12, by: 'Somebody else' };
    read(Accepted, await kit.call('POST', '/api/observations', { ...crowd.as('ana', 'weavers'), body }), 202);
    const status = await until(
      async () => (await kit.call('GET', `/api/observations/${body.id}`, crowd.as('ana', 'weavers'))).body,
      (found) => JSON.stringify(found).includes('assessed'),
    );
    expect(status).toMatchObject({ value: 12 });
    const series = await kit.call('GET', '/api/indicators/cloth/series', crowd.as('ana', 'weavers'));
    expect(read(Series, series).points).toMatchObject([{ value: 12, by: 'ana' }]);
  });

  test('sees of the organisation the trees in which they have a mandate', async () => {
    const shown = async (name: string) =>
      read(OrganisationVersion, await kit.call('GET', '/api/organisation', crowd.as(name))).document.units.map(
        ({ id }) => id,
      );
    expect(await shown('ana')).toEqual(['union', 'weavers']);
    expect(await shown('rosa')).toEqual(['union', 'weavers', 'other']);
  });
});
