import { request } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Journal } from '#libs/adapters-files';
import type { FastifyInstance } from 'fastify';
import { Intake } from './intake.js';
import { NewsBook } from './news-book.js';
import { Outbox } from './outbox.js';
import { Refusals } from './refusals.js';
import { nodeServer } from './server.js';

let folder: string;
let journal: string[];
let server: FastifyInstance;
let url: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'synco-door-'));
  journal = [];
  const disk: Pick<Journal, 'append'> = {
    append: (values) => {
      journal.push(...values);
      return Promise.resolve();
    },
  };
  const known = { organisation: () => null, viewer: null };
  const intake = new Intake(new Outbox(disk as Journal), new Refusals(join(folder, 'refused.csv')), known);
  server = nodeServer(intake, new NewsBook(folder), () => ({ waiting: journal.length }));
  url = await server.listen({ host: '127.0.0.1', port: 0 });
});

afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const figure = { id: 'f1', indicator: 'a.output', period: '2020-03-01', value: 1 };

async function post(body: unknown, headers: Record<string, string> = { 'content-type': 'application/json' }) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const answer = await fetch(`${url}/observations`, { method: 'POST', headers, body: text });
  return { status: answer.status, body: await answer.json() };
}

/** As a browser would that was led here by a name of somebody else's. */
function statusUnderHost(host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(`${url}/status`, { headers: { host } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

describe("the node's door", () => {
  it('takes one observation or many, as the server does', async () => {
    expect(await post(figure)).toEqual({ status: 202, body: { ids: ['f1'], refused: [] } });
    const many = await post({ observations: [{ ...figure, id: 'f2' }, { value: 2 }] });
    expect(many).toMatchObject({ status: 202, body: { ids: ['f2', null], refused: [{ index: 1 }] } });
    expect(await (await fetch(`${url}/status`)).json()).toEqual({ waiting: 2 });
    expect(await (await fetch(`${url}/alerts`)).json()).toEqual({ alerts: [] });
  });

  it.each([
    ['no JSON', '{"indicator":', 400],
    ['no object', '7', 400],
    ['an empty batch', { observations: [] }, 400],
  ])('refuses %s with a problem document', async (_, body, status) => {
    expect(await post(body)).toMatchObject({ status, body: { code: 'body-malformed', status } });
    expect(journal).toEqual([]);
  });

  it('says what is too large, and where nothing is', async () => {
    const large = { ...figure, note: 'x'.repeat(9 * 1024 * 1024) };
    expect(await post(large)).toMatchObject({ status: 413, body: { code: 'body-too-large' } });
    const nowhere = await fetch(`${url}/nowhere`);
    expect([nowhere.status, await nowhere.json()]).toMatchObject([404, { code: 'not-found' }]);
  });

  it('takes nothing from a page in a browser: no form, no foreign origin, no foreign name', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])
      expect((await post(figure, { 'content-type': type })).status).toBeGreaterThanOrEqual(400);
    const json = { 'content-type': 'application/json' };
    expect(await post(figure, { ...json, origin: 'https://elsewhere.example' })).toMatchObject({
      status: 403,
      body: { code: 'origin-foreign' },
    });
    expect(await statusUnderHost('elsewhere.example')).toBe(421);
    expect(await statusUnderHost('localhost:8401')).toBe(200);
    expect(journal).toEqual([]);
  });
});
