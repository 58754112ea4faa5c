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

/** A machine that posts for a unit over HTTP: all indicators that are posted there (null), or those that are named. */
export const Node = z.object({
  id: z.uuid(),
  unit: UnitId,
  name: ShortName,
  indicators: z.array(IndicatorId).nullable(),
  admitted: Instant,
  by: ShortName,
  dismissed: Instant.nullable(),
  tokens: z.array(NodeToken),
});
export type Node = z.infer<typeof Node>;

export const NodeList = z.object({ nodes: z.array(Node), mayAdmit: z.boolean() });
export type NodeList = z.infer<typeof NodeList>;

export const AdmitNodeBody = z.strictObject({
  id: z.uuid(),
  name: ShortName,
  indicators: z.array(IndicatorId).min(1).max(1_000).nullable().default(null),
});

/** A node with the token that was just made for it; nobody can read it again. */
export const NodeAdmitted = z.object({ node: Node, token: z.string() });
export type NodeAdmitted = z.infer<typeof NodeAdmitted>;
