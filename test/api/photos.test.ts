import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { AlertView } from '#libs/contracts';
import { codeOf, type Kit, openKit, read } from './kit.js';
import { apply, daily, federation, noon } from './works.js';

/** The smallest PNG there is: one pixel, with a note that names somebody. */
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
let kit: Kit;
const ana = 'Ana@team-a';

beforeAll(async () => {
  kit = await openKit({ now: noon });
  await apply(kit, federation(daily('a.turn', 'team-a')));
});

afterAll(async () => {
  await kit.stop();
  await kit.remove();
});

async function pull(more: object = {}): Promise<string> {
  const body = { id: randomUUID(), sign: 'pain', text: 'The belt is torn.', ...more };
  return read(AlertView, await kit.call('POST', '/api/cords', { as: ana, body }), 201).alert.id;
}

const put = (id: string, bytes: Uint8Array<ArrayBuffer>, { as = ana, type = 'image/png' } = {}) =>
  fetch(`${kit.url}/api/alerts/${id}/photo`, {
    method: 'PUT',
    headers: { 'Synco-As': as, 'content-type': type },
    body: bytes,
  });
const codeIn = async (answer: Response) =>
  codeOf({ status: answer.status, headers: answer.headers, body: await answer.json() });
const own = (bytes: Buffer) => new Uint8Array(bytes);

describe('a photo at a cord', () => {
  test('is kept as the picture alone, and shown to whom the alert has reached', async () => {
    const id = await pull({ to: 'federation' });
    const noted = own(Buffer.concat([pixel, Buffer.from('taken by Ana')]));
    const answer = await put(id, noted);
    expect(await answer.json()).toEqual({ type: 'image/png', bytes: pixel.length });
    for (const as of [ana, 'Kim@federation']) {
      const photo = await fetch(`${kit.url}/api/alerts/${id}/photo`, { headers: { 'Synco-As': as } });
      expect(photo.headers.get('content-type')).toBe('image/png');
      expect(photo.headers.get('x-content-type-options')).toBe('nosniff');
      expect(photo.headers.get('cache-control')).toBe('no-store');
      expect(Buffer.from(await photo.arrayBuffer())).toEqual(pixel);
      expect(read(AlertView, await kit.call('GET', `/api/alerts/${id}`, { as })).photo).toBe(true);
    }
    const stranger = await fetch(`${kit.url}/api/alerts/${id}/photo`, { headers: { 'Synco-As': 'Bea@team-b' } });
    expect(await codeIn(stranger)).toBe('alert-unknown');
  });

  test('is added once: again the same is no fault, another one is', async () => {
    const id = await pull();
    expect(read(AlertView, await kit.call('GET', `/api/alerts/${id}`, { as: ana })).photo).toBe(false);
    expect((await put(id, own(pixel))).status).toBe(200);
    expect((await put(id, own(pixel))).status).toBe(200);
    const other = own(pixel);
    other[45] = 1;
    expect(await codeIn(await put(id, other))).toBe('photo-known');
  });

  test.each([
    ['of another unit', { as: 'Bea@team-b' }, 'alert-unknown'],
    ['that is none', { bytes: own(Buffer.from('<svg/>')), type: 'image/svg+xml' }, 'photo-malformed'],
    ['of more than two megabytes', { bytes: new Uint8Array(2 * 1024 * 1024 + 1) }, 'body-too-large'],
    ['of another kind of body', { type: 'application/json' }, 'body-malformed'],
  ])(
    '%s is refused',
    async (
      _,
      { bytes = own(pixel), ...more }: { bytes?: Uint8Array<ArrayBuffer>; as?: string; type?: string },
      code,
    ) => {
      expect(await codeIn(await put(await pull(), bytes, more))).toBe(code);
    },
  );

  test('comes within the hour, and from the unit that has pulled it', async () => {
    const id = await pull({ to: 'federation' });
    expect(await codeIn(await put(id, own(pixel), { as: 'Kim@federation' }))).toBe('not-allowed');
    kit.clock.now = new Date(Date.parse(noon) + 3_600_001).toISOString();
    expect(await codeIn(await put(id, own(pixel)))).toBe('not-allowed');
    kit.clock.now = noon;
  });
});
