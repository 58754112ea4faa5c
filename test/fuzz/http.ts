import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { errorCatalogue, Health, Problem } from '#libs/contracts';
import { z } from 'zod';
import { Chance } from '../kit/chance.js';
import { ask, found } from '../kit/founding.js';
import { type RunningRegulator, startRegulator } from '../kit/regulator.js';
import { sampleOf } from './sample.js';
import { anyBytes, anyText, hostile, spoil, spoilOne } from './spoil.js';
import { blame, count, newTally, type Order, type Tally } from './tally.js';
import { works } from './works.js';

/** Nothing takes longer than this, in ms. */
const patience = 20_000;
const atOnce = 8;
/** After so many inputs the organisation is put in force again: one that was thrown may have been taken. */
const mendEvery = 1_000;
const catalogue = new Map<string, { status: number }>(Object.entries(errorCatalogue));

const Document = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.looseObject({ parameters: z.array(z.looseObject({ name: z.string(), in: z.string(), schema: z.unknown() })) }),
    ),
  ),
  components: z.unknown(),
});

interface Door {
  method: string;
  path: string;
  query: string[];
  body: unknown;
}

/** What is thrown: a request, whole, so that it can be told again. */
interface Thrown {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | Uint8Array<ArrayBuffer> | null;
}

/** Where a session would end that the others need: only nobody and the made-up knock there. */
const leading = new Set(['/api/sign-out', '/api/me/sign-out-everywhere', '/api/me/leave']);

/** Throws requests at every route of a regulator where people sign in: made by the schemas and spoilt, hostile, oversized, and no requests at all. */
export async function fuzzHttp({ inputs, seed }: Order): Promise<Tally> {
  const tally = newTally('http');
  const regulator = await startRegulator({
    environment: { ACCESS: 'accounts', LOG_LEVEL: 'error', REQUESTS_A_MINUTE: '0' },
  });
  const started = performance.now();
  try {
    const keys = await found(regulator, works, 'weavers');
    const ines = { address: regulator.address, bearer: keys.ines };
    const ids = await someIds(ines);
    const token = ids.pop() ?? '';
    const document = await ask({ address: regulator.address, bearer: '' }, 'GET', 'openapi.json');
    const doors = doorsOf(document);
    const { ines: hers, rosa: others } = keys;
    const bearers = [hers, hers, hers, hers, others, others, token, '', 'made-up'];
    let next = 0;
    const throwAll = async () => {
      for (let n = next++; n < inputs; n = next++) {
        const chance = new Chance(seed * 1_000_003 + n);
        if (n % mendEvery === mendEvery - 1)
          await ask({ ...ines, bearer: keys.rosa }, 'PUT', 'organisation', works).catch((error: unknown) =>
            blame(tally, `the organisation cannot be applied any more: ${String(error)}`),
          );
        if (chance.happens(0.02)) await throwBytes(regulator, chance, tally, n);
        else await throwRequest(regulator, requestOf({ doors, document, ids, bearers }, chance), tally, n);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, throwAll));
    tally.seconds = (performance.now() - started) / 1_000;
    await goesOn(regulator, keys, tally);
  } catch (error) {
    blame(tally, `${String(error)}\n${regulator.output().slice(-8_000)}`);
  } finally {
    await regulator.stop();
  }
  return tally;
}

/** Ids of things that there are, and at the end a node's token. */
async function someIds(ines: { address: string; bearer: string }): Promise<string[]> {
  const cord = randomUUID();
  await ask(ines, 'POST', 'cords', { id: cord, sign: 'pain', text: 'The belt slips' });
  const hours = (count: number) => new Date(Date.now() + count * 3_600_000).toISOString();
  const notice = randomUUID();
  const about = { kind: 'other', unit: 'weavers', from: hours(1), until: hours(2), title: 'T' };
  await ask(ines, 'POST', 'notices', { id: notice, ...about });
  const proposal = randomUUID();
  await ask(ines, 'POST', 'units/weavers/agreements', { id: proposal, dealWithin: 'P2D' });
  const figure = { id: 'known-figure', indicator: 'cloth', period: '2026-11-20', value: 412 };
  await ask(ines, 'POST', 'observations', figure);
  const node = randomUUID();
  const admitted = await ask(ines, 'POST', 'units/weavers/nodes', { id: node, name: 'Loom' });
  const token = /"token":"([^"]+)"/.exec(JSON.stringify(admitted))?.[1] ?? '';
  const named = ['union', 'weavers', 'dyers', 'cloth', 'waste', 'dye'];
  return [...named, figure.id, `cord-${cord}`, notice, proposal, node, token];
}

function doorsOf(document: unknown): Door[] {
  const { paths } = Document.parse(document);
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters, requestBody }]) => ({
      method: method.toUpperCase(),
      path,
      query: parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name),
      body: z
        .object({ content: z.object({ 'application/json': z.object({ schema: z.unknown() }) }) })
        .safeParse(requestBody).data?.content['application/json'].schema,
    })),
  );
}

interface Ground {
  doors: readonly Door[];
  document: unknown;
  ids: readonly string[];
  bearers: readonly string[];
}

function requestOf({ doors, document, ids, bearers }: Ground, chance: Chance): Thrown {
  const door = chance.oneOf(doors);
  const id = () => (chance.happens(0.6) ? chance.oneOf(ids) : chance.happens(0.3) ? randomUUID() : anyText(chance));
  const path = door.path.replaceAll(/\{\w+\}/g, () => escaped(id(), chance) || 'x');
  const asked = door.query
    .filter(() => chance.happens(0.5))
    .map((name) => `${name}=${escaped(valueFor(name, id, chance), chance)}`);
  if (chance.happens(0.05)) asked.push(`${escaped(anyText(chance), chance)}=${escaped(anyText(chance), chance)}`);
  const bearer = leading.has(door.path) ? 'made-up' : chance.oneOf(bearers);
  const headers: Record<string, string> = {};
  if (bearer !== '' && chance.happens(0.1)) headers['cookie'] = `synco=${bearer}`;
  else if (bearer !== '') headers['authorization'] = `Bearer ${bearer}`;
  if (chance.happens(0.5))
    headers['synco-as'] = latin(
      chance.happens(0.85) ? `Ines@${chance.oneOf(['weavers', 'weavers', 'union', 'dyers'])}` : anyText(chance),
    );
  if (chance.happens(0.1)) headers['idempotency-key'] = latin(chance.happens(0.5) ? randomUUID() : anyText(chance));
  if (chance.happens(0.02)) headers['origin'] = latin(anyText(chance));
  const method = chance.happens(0.97)
    ? door.method
    : chance.oneOf(['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']);
  const body = method === 'GET' || method === 'HEAD' ? null : bodyOf(door, document, chance);
  if (body !== null)
    headers['content-type'] = chance.happens(0.95)
      ? 'application/json'
      : chance.oneOf(['text/plain', 'image/png', 'image/jpeg', 'multipart/form-data', 'x']);
  return { method, path: `${path}${asked.length > 0 ? `?${asked.join('&')}` : ''}`, headers, body };
}

function valueFor(name: string, id: () => string, chance: Chance): string {
  if (!chance.happens(0.7)) return anyText(chance);
  if (['from', 'to', 'known', 'at'].includes(name))
    return chance.oneOf(['2026-11-01', '2026-11-20', '2026-11-20T00:00:00Z']);
  return chance.happens(0.5) ? id() : String(chance.below(2_000));
}

function bodyOf({ body, path }: Door, document: unknown, chance: Chance): string | Uint8Array<ArrayBuffer> {
  if (path.endsWith('/photo') || chance.happens(0.04)) return anyBytes(chance, 4_000);
  if (chance.happens(0.004)) return `{"note":"${'x'.repeat(9 * 1024 * 1024)}"}`;
  if (chance.happens(0.01)) return '['.repeat(20_000) + ']'.repeat(20_000);
  const sample = body === undefined ? {} : sampleOf(body, document, chance);
  const text = JSON.stringify(
    chance.happens(0.15) ? sample : chance.happens(0.5) ? spoilOne(sample, chance) : spoil(sample, chance),
  );
  return chance.happens(0.04) ? text.slice(0, chance.below(text.length)) : text;
}

/** As an address or a header may hold it; now and then not. */
function escaped(text: string, chance: Chance): string {
  if (!chance.happens(0.95) && /^[!-~]*$/.test(text)) return text.replaceAll(/[?#]/g, '');
  return encodeURIComponent(Buffer.from(text).toString());
}

function latin(text: string): string {
  return text.replaceAll(/[^ -~]/g, '').trim();
}

async function throwRequest(
  { address, output }: RunningRegulator,
  thrown: Thrown,
  tally: Tally,
  n: number,
): Promise<void> {
  const told = () =>
    `input ${n}: ${thrown.method} ${thrown.path.slice(0, 300)} ${JSON.stringify(thrown.headers)} ${String(thrown.body).slice(0, 600)}`;
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), patience);
  try {
    const answer = await fetch(`${address}${thrown.path}`, {
      method: thrown.method,
      headers: thrown.headers,
      redirect: 'manual',
      signal: late.signal,
      body: thrown.body,
    });
    const isStream = (answer.headers.get('content-type') ?? '').startsWith('text/event-stream');
    const text = isStream ? '' : await answer.text();
    if (isStream) await answer.body?.cancel();
    judge(answer, text, tally, told);
  } catch (error) {
    // A server that refuses what is too large while it still comes may close before all was said.
    const isLarge = thrown.body !== null && thrown.body.length > 1_000_000;
    count(tally, isLarge && !late.signal.aborted ? 'closed while too much was said' : 'no answer');
    if (!isLarge || late.signal.aborted)
      blame(
        tally,
        `no answer to ${told()}: ${String(error)} ${String((error as Error).cause)}\n${output().slice(-800)}`,
      );
  } finally {
    clearTimeout(timer);
  }
}

function judge({ status, headers }: Response, text: string, tally: Tally, told: () => string): void {
  if (status < 400) {
    count(tally, String(status));
    return;
  }
  const problem = readProblem(text);
  const code = problem?.code ?? 'none';
  count(tally, code);
  const isProblem = (headers.get('content-type') ?? '').startsWith('application/problem+json');
  if (!isProblem || catalogue.get(code)?.status !== status)
    blame(tally, `${status} without its code: ${text.slice(0, 300)} for ${told()}`);
  // Nothing that was thrown is the fault of the server.
  if (status >= 500) blame(tally, `${status} ${text.slice(0, 300)} for ${told()}`);
}

function readProblem(text: string): Problem | null {
  try {
    return Problem.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** Bytes that are no request: refused with a code, or the connection is closed. */
async function throwBytes({ address }: RunningRegulator, chance: Chance, tally: Tally, n: number): Promise<void> {
  const { hostname, port } = new URL(address);
  const head = `GET / HTTP/1.1\r\nhost: localhost\r\nx: ${chance.oneOf(hostile)}\r\n\r\n`;
  const bytes = chance.happens(0.5) ? Buffer.from(anyBytes(chance, 2_000)) : Buffer.from(spoiltHead(head, chance));
  const answer = await new Promise<string | null>((done) => {
    const socket = connect(Number(port), hostname, () => socket.end(bytes));
    let said = '';
    socket.on('data', (chunk) => (said += chunk.toString()));
    socket.on('close', () => done(said));
    socket.on('error', () => done(said));
    socket.setTimeout(patience, () => {
      socket.destroy();
      done(null);
    });
  });
  if (answer === null) blame(tally, `input ${n}: the connection hangs after ${bytes.toString('hex')}`);
  // Bytes may hold the beginning of a second request, which is answered, too.
  for (const one of (answer ?? '').split(/(?=HTTP\/1\.1 \d{3} )/)) {
    const status = /^HTTP\/1\.1 (\d{3})/.exec(one)?.[1] ?? 'closed';
    count(tally, `bytes: ${status}`);
    const isRefused = status.startsWith('4') && readProblem(one.slice(one.indexOf('{'))) !== null;
    if (/^[45]/.test(status) && !isRefused)
      blame(tally, `input ${n}: ${one.slice(0, 200)} after ${bytes.toString('hex')}`);
  }
}

function spoiltHead(head: string, chance: Chance): string {
  const at = chance.below(head.length);
  return `${head.slice(0, at)}${chance.oneOf(hostile)}${head.slice(at)}`;
}

/** After all that the server is well, and the loop takes a figure. */
async function goesOn(regulator: RunningRegulator, keys: { rosa: string; ines: string }, tally: Tally): Promise<void> {
  const { address } = regulator;
  await ask({ address, bearer: keys.rosa }, 'PUT', 'organisation', works);
  const health = Health.parse(await (await fetch(`${address}/health`)).json());
  if (!Object.values(health.checks).every(({ ok }) => ok)) blame(tally, `not well after it: ${JSON.stringify(health)}`);
  const id = randomUUID();
  // What was thrown may have given her mandates of other units.
  const ines = { address, bearer: keys.ines, as: 'Ines@weavers' };
  await ask(ines, 'POST', 'observations', { id, indicator: 'cloth', period: '2026-10-31', value: 400 });
  for (let tries = 0; tries < 600; tries += 1) {
    const { state } = z.object({ state: z.string() }).parse(await ask(ines, 'GET', `observations/${id}`));
    if (state !== 'pending') {
      if (state !== 'assessed') blame(tally, `the last figure is ${state}`);
      return;
    }
    await new Promise((wake) => setTimeout(wake, 50));
  }
  blame(tally, 'the loop has not taken the last figure');
}
