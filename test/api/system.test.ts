import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Health, Storage } from '#libs/contracts';
import { openApi } from '../../apps/regulator/http/openapi.js';
import { routes } from '../../apps/regulator/http/routes.js';
import { codeOf, type Kit, openKit, read } from './kit.js';
import { apply, federation, noon } from './works.js';
import { routesOfControllers } from './controllers.js';
import { schemaFaults } from './json-schema.js';

let kit: Kit;

beforeAll(async () => {
  kit = await openKit({ now: noon });
  await apply(kit, federation());
});

afterAll(async () => {
  await kit.stop();
  await kit.remove();
});

describe('the health', () => {
  it('looks at every part', async () => {
    const { status, checks } = read(Health, await kit.call('GET', '/health'));
    expect(status).toBe('ok');
    expect(Object.keys(checks).toSorted()).toEqual(['bus', 'channels', 'consumer', 'outbox', 'store', 'timers']);
  });

  it('is counted for Prometheus', async () => {
    const { headers, body } = await kit.call('GET', '/metrics');
    expect(headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    const samples = String(body)
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    for (const sample of samples) expect(sample).toMatch(/^synco_\w+(\{[^}]*\})? (-?[\d.e+-]+|NaN|\+Inf)$/);
    for (const name of [
      'consumer_lag',
      'outbox_length',
      'timers_overdue',
      'messages_late',
      'streams_open',
      'refused_total',
    ])
      expect(String(body)).toContain(`# TYPE synco_${name} `);
  });
});

describe('what is stored', () => {
  it('is told of every table, with what would be dropped', async () => {
    const stored = read(Storage, await kit.call('GET', '/api/storage'));
    expect(stored).toMatchObject({ store: 'PGlite', refreshing: null, log: { keepDays: 30 } });
    expect(stored.compression).toEqual({ afterMonths: null });
    expect(stored.retention).toMatchObject({ keepMonths: null, drops: { keepMonths: 60, rows: 0 } });
    expect(stored.tables.find(({ name }) => name === 'organisation')).toMatchObject({ rows: 1, oldest: null });
    const tried = read(Storage, await kit.call('GET', '/api/storage?keepMonths=1'));
    expect(tried.retention).toMatchObject({ keepMonths: null, drops: { keepMonths: 1 } });
    expect(codeOf(await kit.call('GET', '/api/storage?keepMonths=0'))).toBe('query-malformed');
  });
});

describe('the document of the API', () => {
  it('is what the server gives', async () => {
    expect(await kit.call('GET', '/api/openapi.json')).toMatchObject({ status: 200, body: openApi() });
  });

  it('names exactly the routes that the server has', () => {
    const told = routes.map(({ method, path }) => `${method} ${path}`);
    expect(told.toSorted()).toEqual(routesOfControllers().toSorted());
    expect(new Set(told).size).toBe(told.length);
  });

  it.each(routes.map(({ method, path }) => [method.toUpperCase() as 'GET', path] as const))(
    'tells of %s %s, which is there',
    async (method, path) => {
      const init = { method, headers: { 'content-type': 'application/json' }, body: '{}' };
      const answer = await fetch(
        `${kit.url}${path.replace('{id}', 'none')}`,
        method === 'GET' ? { redirect: 'manual' } : init,
      );
      expect(answer.status).toBeLessThan(500);
      expect(answer.status === 404 ? await answer.json() : {}).not.toMatchObject({ code: 'not-found' });
      await answer.body?.cancel().catch(() => undefined);
    },
  );

  it('holds nothing but JSON Schema, with references that lead somewhere', () => {
    const document = openApi() as Document;
    const found: string[] = [];
    const walk = (value: unknown, at: string): void => {
      for (const [key, part] of Object.entries(value ?? {})) {
        if (key === 'schema') found.push(...schemaFaults(part, `${at}/schema`, document));
        else if (typeof part === 'object') walk(part, `${at}/${key}`);
      }
    };
    walk(document.paths, '');
    for (const [name, part] of Object.entries(document.components.schemas))
      found.push(...schemaFaults(part, name, document));
    expect(found).toEqual([]);
    expect(
      schemaFaults({ type: 'text', properties: { a: { $ref: '#/components/none' } } }, '', openApi()),
    ).toHaveLength(2);
  });

  it('describes each parameter of an address, and each refusal as a problem', () => {
    const document = openApi() as Document;
    for (const [path, operations] of Object.entries(document.paths)) {
      for (const { parameters, responses, summary } of Object.values(operations)) {
        const named = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
        expect(named).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
        expect(summary.length).toBeGreaterThan(5);
        for (const [, { content }] of Object.entries(responses).filter(([status]) => Number(status) >= 400))
          expect(Object.keys(content)).toEqual(['application/problem+json']);
      }
    }
  });
});

interface Operation {
  summary: string;
  parameters: { in: string; name: string }[];
  responses: Record<string, { content: Record<string, object> }>;
}
interface Document {
  components: { schemas: Record<string, object> };
  paths: Record<string, Record<string, Operation>>;
}

describe('an error that nobody foresaw', () => {
  it('is told as such, and keeps what is inside to itself', async () => {
    const { clock } = kit;
    clock.now = 'not a time: secret';
    const answer = await kit.call('GET', '/api/units/team-a', { as: 'Ana@team-a' });
    clock.now = noon;
    expect(codeOf(answer)).toBe('internal');
    expect(JSON.stringify(answer.body)).not.toMatch(/secret|time|Error|\.ts|node_modules/);
  });
});
