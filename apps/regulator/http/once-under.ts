import { createHash } from 'node:crypto';
import { SyncoError } from '#libs/contracts';
import type { Once } from '#libs/regulation';
import { z } from 'zod';
import type { Asking } from '../access/asking.js';

/** The id under which something is to be done once, with a digest of what it is; null where the request names none. */
export function onceUnder({ under }: Asking, what: readonly unknown[]): Once | null {
  if (under === undefined) return null;
  const id = z.uuid().safeParse(under);
  if (!id.success) throw new SyncoError('key-malformed', 'The header Idempotency-Key is no UUID.');
  return { id: id.data.toLowerCase(), what: createHash('sha256').update(JSON.stringify(what)).digest('base64') };
}
