import { noteLook } from '#libs/adapters-postgres';
import type { Unit } from '#libs/contracts';
import type { Mandated, Organisation } from '#libs/organisation';
import { unitNamed } from '../http/known.js';
import type { Parts } from '../parts.js';
import { allow } from './asking.js';

/** The unit that is looked at, if the viewer may; a look from outside is noted, for the unit to read. */
export async function lookedAt(
  { database, now }: Parts,
  organisation: Organisation,
  viewer: Mandated,
  { id, what }: { id: string; what: string },
): Promise<Unit> {
  const unit = unitNamed(organisation, viewer, id);
  allow(organisation, viewer, 'look', unit.id);
  if (unit.id !== viewer.unit)
    await noteLook(database.pool, { unit: unit.id, name: viewer.name, from: viewer.unit, what }, now());
  return unit;
}
