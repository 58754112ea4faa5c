import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OrganisationApplied, OrganisationVersion, ReplayStatus, Trees } from '#libs/contracts';
import { codeOf, type Kit, openKit, read } from './kit.js';
import { apply, daily, federation, noon } from './works.js';

let kit: Kit;
const ana = 'Ana@team-a';

beforeAll(async () => {
  kit = await openKit({ now: noon });
});

afterAll(async () => {
  await kit.stop();
  await kit.remove();
});

const inForce = async () => read(OrganisationVersion, await kit.call('GET', '/api/organisation'));
const put = (body: unknown, query = '', as = ana) => kit.call('PUT', `/api/organisation${query}`, { as, body });

describe('before there is an organisation', () => {
  it.each([
    '/api/organisation',
    '/api/units',
    '/api/units/works',
    '/api/units/works/comparison?from=2026-01-01&to=2026-02-01',
    '/api/indicators/a.output/series',
    '/api/observations/x',
    '/api/alerts',
    '/api/alerts/x',
    '/api/stream?as=Ana@team-a',
  ])('GET %s says so', async (path) => {
    expect(codeOf(await kit.call('GET', path, { as: ana }))).toBe('organisation-missing');
  });

  it('a figure and a step of a replay are refused as a whole', async () => {
    expect(codeOf(await kit.call('POST', '/api/observations', { body: {} }))).toBe('organisation-missing');
    const { id } = read(ReplayStatus, await kit.call('POST', '/api/replays', { body: { name: 'early' } }), 201);
    const body = { now: '2020-01-01T00:00:00Z', observations: [] };
    expect(codeOf(await kit.call('POST', `/api/replays/${id}/steps`, { body }))).toBe('organisation-missing');
  });
});

describe('an organisation', () => {
  it('is tried without being applied', async () => {
    const tried = read(OrganisationApplied, await put(federation(), '?dryRun=true'));
    expect(tried).toMatchObject({ version: 0, changed: true, dryRun: true });
    expect(tried.difference.units.added).toContain('team-a');
    expect(codeOf(await kit.call('GET', '/api/organisation'))).toBe('organisation-missing');
  });

  it('is applied once, however often it is sent', async () => {
    expect(await apply(kit, federation())).toMatchObject({ version: 1, changed: true, dryRun: false });
    expect(await apply(kit, federation())).toMatchObject({ version: 1, changed: false });
    expect(await inForce()).toMatchObject({ version: 1, appliedBy: 'Setup', appliedAt: noon });
    expect(read(OrganisationApplied, await put((await inForce()).document))).toMatchObject({ changed: false });
  });

  it('is changed by the next version, which says what it changes', async () => {
    const next = await apply(kit, federation(daily('a.new', 'team-a')));
    expect(next).toMatchObject({ version: 2, changed: true });
    expect(next.difference.indicators).toEqual({ added: ['a.new'], removed: [], changed: [] });
    const back = await apply(kit, federation());
    expect(back).toMatchObject({ version: 3, difference: { indicators: { removed: ['a.new'] } } });
    expect((await inForce()).version).toBe(3);
  });

  it('with faults is refused with all of them, and changes nothing', async () => {
    const faulty = { ...federation(daily('a.new', 'nowhere'), daily('a.new', 'team-a')), more: 1 };
    const answer = await put(faulty);
    expect(codeOf(answer)).toBe('organisation-malformed');
    const paths = (answer.body as { errors: { path: string }[] }).errors.map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(['indicators[3].unit', 'indicators[4].id']));
    expect((await inForce()).version).toBe(3);
  });

  it.each([
    ['', federation(), '?dryRun=perhaps', 'query-malformed'],
    ['Ana', federation(), '', 'viewer-malformed'],
    ['', federation(), '', 'viewer-missing'],
    [ana, [], '', 'organisation-malformed'],
    [ana, null, '', 'organisation-malformed'],
    [ana, '{', '', 'body-malformed'],
  ])('by "%s" cannot be %j%s: %s', async (as, body, query, code) => {
    expect(codeOf(await put(body, query, as))).toBe(code);
  });

  it('is shown as trees to anybody', async () => {
    const { trees, credits, version } = read(Trees, await kit.call('GET', '/api/units'));
    expect({ version, credits }).toEqual({ version: 3, credits: ['Made-up figures.'] });
    expect(trees).toMatchObject([
      {
        id: 'federation',
        openAlerts: 0,
        children: [{ id: 'works', children: [{ id: 'team-a' }, {}] }, { id: 'office' }],
      },
      { id: 'elsewhere', children: [] },
    ]);
  });
});
