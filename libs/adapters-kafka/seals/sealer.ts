import { createHash, createHmac, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import type { OutgoingRecord } from '#libs/regulation';
import type { RecordKey } from './record-keys.js';
import { sealedBytes } from './sealed-bytes.js';

/** Makes the headers by which the readers of a record know who wrote it. `value`: its bytes as they are written. */
export type Sealer = (record: OutgoingRecord, value: Uint8Array) => Record<string, string | Buffer>;

/** The names of the headers: of whom the record says it is, which key, and the seal itself. */
export const headers = { node: 'node', keyId: 'key-id', seal: 'seal' } as const;

/** Seals as a regulator: HMAC-SHA-256 by the key that all regulators share. */
export function macSealer({ id: keyId, secret }: RecordKey): Sealer {
  return ({ topic, key, id }, value) => ({
    [headers.keyId]: keyId,
    [headers.seal]: macOf(secret, sealedBytes({ topic, node: '', keyId, id, key, value })),
  });
}

/** HMAC-SHA-256. */
export function macOf(secret: Uint8Array, bytes: Uint8Array): Buffer {
  return createHmac('sha256', secret).update(bytes).digest();
}

/** A node's own key pair: the private one as PEM (PKCS 8), the public one as base64 of its SPKI form, Ed25519. */
export interface NodeKeyPair {
  privateKey: string;
  publicKey: string;
}

/** Makes a key pair. */
export function newNodeKeyPair(): NodeKeyPair {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
  return { privateKey: String(pem), publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64') };
}

/** By which name a public key (base64 of its SPKI form) is known: the beginning of its SHA-256, 22 letters. */
export function keyIdOf(publicKey: string): string {
  return createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('base64url').slice(0, 22);
}

/** Whether a node's key may be known by that name at all: what stands in a header may be anything. */
export function isKeyId(text: string): boolean {
  return /^[\w-]{22}$/.test(text);
}

/** Seals as a node: an Ed25519 signature by the node's own key. Throws when the PEM is none of such a key. */
export function nodeSealer(node: string, pem: string): Sealer {
  const privateKey = createPrivateKey(pem);
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).toString('base64');
  const keyId = keyIdOf(publicKey);
  return ({ topic, key, id }, value) => ({
    [headers.node]: node,
    [headers.keyId]: keyId,
    [headers.seal]: sign(null, sealedBytes({ topic, node, keyId, id, key, value }), privateKey),
  });
}
