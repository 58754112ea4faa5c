import { z } from 'zod';
import { IndicatorId, Instant, ShortName, UnitId } from './names.js';

/** A token of a node: what it carries is shown once, when it is made. */
export const NodeToken = z.object({
  id: z.uuid(),
  made: Instant,
  used: Instant.nullable(),
  revoked: Instant.nullable(),
});
export type NodeToken = z.infer<typeof NodeToken>;

/** A public key that a node signs its records on Kafka with. */
export const NodeKey = z.object({ id: z.string(), made: Instant, revoked: Instant.nullable() });
export type NodeKey = z.infer<typeof NodeKey>;

/** An Ed25519 public key: base64 of its SPKI form (RFC 8410), which always begins alike. */
const PublicKey = z
  .string()
  .regex(/^MCowBQYDK2VwAyEA[A-Za-z0-9+/]{43}=$/, 'write an Ed25519 public key as base64 of its SPKI form');

/** A machine that posts for a unit, over HTTP by tokens or on Kafka by keys: all indicators that are posted there (null), or those that are named. */
export const Node = z.object({
  id: z.uuid(),
  unit: UnitId,
  name: ShortName,
  indicators: z.array(IndicatorId).nullable(),
  admitted: Instant,
  by: ShortName,
  dismissed: Instant.nullable(),
  tokens: z.array(NodeToken),
  keys: z.array(NodeKey),
});
export type Node = z.infer<typeof Node>;

export const NodeList = z.object({ nodes: z.array(Node), mayAdmit: z.boolean() });
export type NodeList = z.infer<typeof NodeList>;

export const AdmitNodeBody = z.strictObject({
  id: z.uuid(),
  name: ShortName,
  indicators: z.array(IndicatorId).min(1).max(1_000).nullable().default(null),
  /** With it the node signs records on Kafka, and gets no token. */
  publicKey: PublicKey.optional(),
});

export const EnrolKeyBody = z.strictObject({ publicKey: PublicKey });

/** A node with the token that was just made for it, if one was; nobody can read it again. */
export const NodeAdmitted = z.object({ node: Node, token: z.string().nullable() });
export type NodeAdmitted = z.infer<typeof NodeAdmitted>;
