import { noteLooks } from '#libs/adapters-postgres';
import type { Unit } from '#libs/contracts';
import type { Mandated, Organisation } from '#libs/organisation';
import { unitNamed } from '../http/known.js';
import type { Parts } from '../parts.js';
import { allow } from './asking.js';

/** The unit that is looked at, if the viewer may; a look from outside is noted, for the unit to read. */
export async function lookedAt(
  parts: Parts,
  organisation: Organisation,
  viewer: Mandated,
  { id, what }: { id: string; what: string },
): Promise<Unit> {
  const unit = unitNamed(organisation, viewer, id);
  allow(organisation, viewer, 'look', unit.id);
  await shownOf(parts, viewer, [unit.id], what);
  return unit;
}

/** Notes a look for each of the units of which something was shown: one's own looks at one's own unit are nobody's business. */
export async function shownOf(
  { database, now }: Parts,
  { name, unit: from, account }: Mandated,
  units: Iterable<string>,
  what: string,
): Promise<void> {
  const others = [...new Set(units)].filter((unit) => unit !== from);
  if (others.length > 0) await noteLooks(database.pool, others, { name, from, what, account }, now());
}
