import { createPublicKey, type KeyObject, timingSafeEqual, verify } from 'node:crypto';
import type { Refusal } from '#libs/contracts';
import type { IncomingRecord, Origin, Seal } from '#libs/regulation';
import type { RecordKey } from './record-keys.js';
import { sealedBytes } from './sealed-bytes.js';
import { macOf } from './sealer.js';

/** A key that a node may sign with, and what the node may post. */
export interface Signer {
  node: string;
  /** base64 of its SPKI form. */
  publicKey: string;
  name: string;
  unit: string;
  /** Null for all indicators of its unit. */
  indicators: readonly string[] | null;
}

/** Whose seals hold: the regulators' keys, and the nodes' by the key's id. */
export interface Seals {
  keys: readonly RecordKey[];
  signers: ReadonlyMap<string, Signer>;
}

/** The records with what is known of who wrote each: nothing for a regulator, else the node, or why it is refused. */
export function checkSeals(topic: string, records: readonly IncomingRecord[], seals: Seals): Promise<IncomingRecord[]> {
  const opened = new Map([...seals.signers].map(([id, signer]) => [id, { ...signer, key: keyOf(signer) }]));
  return Promise.all(
    records.map(async (record) => {
      const origin = await originOf(topic, record, { ...seals, signers: opened });
      return origin === null ? record : { ...record, origin };
    }),
  );
}

interface OpenSeals extends Seals {
  signers: ReadonlyMap<string, Signer & { key: KeyObject }>;
}

function keyOf({ publicKey }: Signer): KeyObject {
  return createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
}

async function originOf(topic: string, record: IncomingRecord, { keys, signers }: OpenSeals): Promise<Origin | null> {
  const { seal } = record;
  if (!seal) return refused('record-unsigned', 'The record carries no seal.');
  const bytes = sealedBytes({ ...seal, topic, id: record.id ?? '', key: record.key ?? '' });
  if (seal.node === '') {
    const key = keys.find(({ id }) => id === seal.keyId);
    if (key && sameBytes(macOf(key.secret, bytes), seal.mark)) return null;
    return refused('record-forged', `The seal is none of a regulator's by the key "${shown(seal)}".`);
  }
  const signer = signers.get(seal.keyId);
  if (signer?.node !== seal.node)
    return refused('record-forged', `The key "${shown(seal)}" is none that the node holds.`);
  if (!(await holds(signer.key, bytes, seal.mark)))
    return refused('record-forged', `The signature does not hold by the key "${shown(seal)}".`);
  const { name, unit, indicators } = signer;
  return { name, unit, indicators };
}

/** In one of Node's own threads, so that a large batch keeps nobody waiting. */
function holds(key: KeyObject, bytes: Uint8Array, mark: Uint8Array): Promise<boolean> {
  return new Promise((resolve, reject) => {
    verify(null, bytes, key, mark, (error, result) => (error ? reject(error) : resolve(result)));
  });
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}

function shown({ keyId }: Seal): string {
  return keyId.slice(0, 40);
}

function refused(code: Refusal['code'], message: string): Origin {
  return { refusal: { code, message } };
}
