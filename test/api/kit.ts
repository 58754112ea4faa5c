import 'reflect-metadata';
import { rm } from 'node:fs/promises';
import { errorCatalogue, ObservationStatus, Problem } from '#libs/contracts';
import { expect } from '@jest/globals';
import { pino } from 'pino';
import type { z } from 'zod';
import { readConfig } from '../../apps/regulator/config.js';
import { type Regulator, startRegulator } from '../../apps/regulator/regulator.js';
import { emptyFolder } from '../kit/empty-folder.js';

/** An answer that has been read: its status, its headers, its body as JSON where it is JSON and as text otherwise. */
export interface Answer {
  status: number;
  headers: Headers;
  body: unknown;
}

interface Asked {
  as?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

/** The regulator in this process, on a port and a data folder of its own, with a clock that the test moves. */
export interface Kit {
  readonly url: string;
  readonly folder: string;
  /** The time that the regulator believes it is; a clock that was never set is the real one. */
  clock: { now: string | null };
  /** What the regulator has said on its terminal. */
  readonly said: string[];
  call(method: 'GET' | 'POST' | 'PUT', path: string, asked?: Asked): Promise<Answer>;
  stop(): Promise<void>;
  /** Starts again on the same data. */
  start(): Promise<void>;
  remove(): Promise<void>;
}

/** `settings`: of the regulator, beside a port and a folder of its own; nobody is checked unless they say so. */
export async function openKit({
  now = null,
  page,
  settings = {},
}: { now?: string | null; page?: string; settings?: Record<string, string> } = {}): Promise<Kit> {
  const folder = await emptyFolder();
  const own = { PORT: '0', DATA_DIR: folder, LOG_LEVEL: 'silent', ACCESS: 'open' };
  const config = readConfig({ ...own, ...settings });
  const said: string[] = [];
  const clock = { now };
  const start = () =>
    startRegulator(config, pino({ level: config.logLevel }), {
      now: () => clock.now ?? new Date().toISOString(),
      say: (text) => said.push(text),
      ...(page === undefined ? {} : { page }),
    });
  let regulator: Regulator = await start();
  return {
    get url() {
      return regulator.url;
    },
    folder,
    clock,
    said,
    call: (method, path, asked) => call(`${regulator.url}${path}`, method, asked),
    stop: () => regulator.stop(),
    start: async () => {
      regulator = await start();
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** A string body goes as it is, anything else as JSON. */
async function call(url: string, method: string, { as, body, headers }: Asked = {}): Promise<Answer> {
  const given = body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body);
  const answer = await fetch(url, {
    method,
    headers: {
      ...(given === null ? {} : { 'content-type': 'application/json' }),
      ...(as === undefined ? {} : { 'Synco-As': as }),
      ...headers,
    },
    body: given,
    signal: AbortSignal.timeout(60_000),
  });
  const text = await answer.text();
  const json = (answer.headers.get('content-type') ?? '').includes('json');
  return { status: answer.status, headers: answer.headers, body: json ? JSON.parse(text) : text };
}

/** The body, held against its contract. */
export function read<S extends z.ZodType>(schema: S, answer: Answer, status = 200): z.infer<S> {
  expect({ status: answer.status, body: answer.body }).toEqual({ status, body: expect.anything() });
  return schema.parse(answer.body);
}

/** The code of a refusal, which must be a problem document as the catalogue has it; what is no refusal answers its status. */
export function codeOf({ status, headers, body }: Answer): string {
  if (status < 400) return String(status);
  expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const problem = Problem.parse(body);
  const known = new Map(Object.entries(errorCatalogue)).get(problem.code);
  expect({ ...problem, answered: status }).toMatchObject({ ...known, answered: known?.status });
  return problem.code;
}

/** Asks again until it is so, and says at last what it was. */
export async function until<T>(ask: () => Promise<T>, wanted: (found: T) => boolean, ms = 15_000): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const found = await ask();
    if (wanted(found)) return found;
    if (Date.now() > end) throw new Error(`It never came to that: ${JSON.stringify(found)}`);
    await pause(20);
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}

/** Waits until an observation is no longer pending. */
export async function settled(kit: Kit, id: string, as: string): Promise<ObservationStatus> {
  const ask = async () => read(ObservationStatus, await kit.call('GET', `/api/observations/${id}`, { as }));
  return until(ask, ({ state }) => state !== 'pending');
}
