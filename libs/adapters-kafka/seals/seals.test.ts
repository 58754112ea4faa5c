import { describe, expect, test } from '@jest/globals';
import type { IHeaders } from 'kafkajs';
import { topics } from '#libs/contracts';
import type { IncomingRecord, OutgoingRecord } from '#libs/regulation';
import { toIncoming } from '../records.js';
import { checkSeals, type Signer } from './check-seals.js';
import { readRecordKeys } from './record-keys.js';
import { sealedBytes } from './sealed-bytes.js';
import { keyIdOf, macSealer, newNodeKeyPair, nodeSealer, type Sealer } from './sealer.js';

const node = '0b0e5f0a-1111-4222-8333-444455556666';
const pair = newNodeKeyPair();
const other = newNodeKeyPair();
const looms: Signer = { node, publicKey: pair.publicKey, name: 'Loom', unit: 'weavers', indicators: null };
const first = { id: 'first', secret: Buffer.alloc(32, 1) };
const second = { id: 'second', secret: Buffer.alloc(32, 2) };
const seals = { keys: [second, first], signers: new Map([[keyIdOf(pair.publicKey), looms]]) };
const record: OutgoingRecord = {
  topic: topics.observations,
  key: 'cloth',
  id: 'id-1',
  value: '{"value":1,"note":"ñ"}',
};

/** A record as it would come back from Kafka, sealed, after somebody has changed some of it. */
function written(seal: Sealer, changed: Partial<OutgoingRecord & { node: string }> = {}): IncomingRecord {
  const { node: says, ...parts } = changed;
  const headers = { id: record.id, ...seal(record, Buffer.from(record.value)) };
  const { key, id, value } = { ...record, ...parts };
  return toIncoming({
    offset: '7',
    timestamp: '0',
    attributes: 0,
    key: Buffer.from(key),
    value: Buffer.from(value),
    headers: { ...headers, id, ...(says === undefined ? {} : { node: says }) },
  });
}

async function origin(found: IncomingRecord, topic: string = record.topic) {
  const [checked] = await checkSeals(topic, [found], seals);
  return checked?.origin;
}

describe('a seal', () => {
  const asNode = nodeSealer(node, pair.privateKey);

  test('of a node tells which, and what it may post', async () => {
    expect(await origin(written(asNode))).toEqual({ name: 'Loom', unit: 'weavers', indicators: null });
  });

  test('of a regulator needs nothing more, by each key that holds', async () => {
    for (const key of [first, second]) expect(await origin(written(macSealer(key)))).toBeUndefined();
  });

  test('that is not there, is by nobody known, or by another key, is refused', async () => {
    const codeOf = async (found: IncomingRecord) => JSON.stringify(await origin(found));
    expect(await codeOf(written(() => ({})))).toContain('record-unsigned');
    expect(await codeOf(written(nodeSealer(node, other.privateKey)))).toContain('record-forged');
    expect(await codeOf(written(macSealer({ id: 'first', secret: second.secret })))).toContain('record-forged');
    expect(await codeOf(written(macSealer({ id: 'third', secret: first.secret })))).toContain('record-forged');
  });

  test.each([
    ['the value', { value: '{"value":2,"note":"ñ"}' }],
    ['one space', { value: '{"value":1, "note":"ñ"}' }],
    ['the key', { key: 'waste' }],
    ['the id', { id: 'id-2' }],
    ['the node', { node: '0b0e5f0a-1111-4222-8333-444455556667' }],
  ])('holds no more once %s was changed', async (_, changed) => {
    const forged = { refusal: expect.objectContaining({ code: 'record-forged' }) };
    expect(await origin(written(asNode, changed))).toEqual(forged);
    expect(await origin(written(macSealer(first), changed))).toEqual(forged);
  });

  test('holds in its own topic only', async () => {
    for (const seal of [asNode, macSealer(first)])
      expect(await origin(written(seal), topics.dispatches)).toMatchObject({ refusal: { code: 'record-forged' } });
  });

  test('of broken form is refused, and stops nothing', async () => {
    for (const mark of [Buffer.alloc(0), Buffer.alloc(64), Buffer.alloc(4_000, 255)]) {
      const broken: Sealer = (...given) => ({ ...asNode(...given), seal: mark });
      expect(await origin(written(broken))).toMatchObject({ refusal: { code: 'record-forged' } });
    }
  });

  test('that says nothing at all is as none, and a zero byte in an id is no part of what is stored', async () => {
    // No client of ours writes such a header, others can.
    const none = Object.assign({ id: 'a\0b' }, { seal: null });
    const message = { offset: '7', timestamp: '0', attributes: 0, key: null, value: null };
    for (const headers of [none, { ...none, seal: [none.seal, Buffer.alloc(64)] }]) {
      const found = toIncoming({ ...message, headers: headers as unknown as IHeaders });
      expect(await origin(found)).toMatchObject({ refusal: { code: 'record-unsigned' } });
      expect(found).toMatchObject({ id: 'a\0b', stamp: '0 a\ufffdb' });
    }
  });

  test('is put on parts that cannot be shifted into each other', () => {
    const parts = { topic: 't', node: 'n', keyId: 'k', value: Buffer.from('v') };
    const one = sealedBytes({ ...parts, id: 'ab', key: 'c' });
    expect(Buffer.compare(one, sealedBytes({ ...parts, id: 'a', key: 'bc' }))).not.toBe(0);
  });
});

describe('the keys of regulators', () => {
  const secret = Buffer.alloc(32, 9).toString('base64');

  test('are read with the one to seal with first', () => {
    expect(readRecordKeys(`new:${secret}, old:${secret}`)).toMatchObject({ keys: [{ id: 'new' }, { id: 'old' }] });
  });

  test.each(['', 'first', `:${secret}`, 'first:', 'first:c2hvcnQ=', `a:${secret},a:${secret}`, `a b:${secret}`])(
    'that cannot be used are told without the secret: %s',
    (text) => {
      const read = readRecordKeys(text);
      expect(read).toEqual({ fault: expect.any(String) });
      expect(JSON.stringify(read)).not.toContain(secret);
    },
  );
});
