import { type ErrorCode, type Indicator, SyncoError, type Unit } from '#libs/contracts';
import { type Organisation, relationOf, type Viewer } from '#libs/organisation';
import { ParseUUIDPipe } from '@nestjs/common';
import type { Parts } from '../parts.js';

/** The organisation in force, or the refusal that there is none. */
export async function organisationInForce({ organisation, database }: Parts): Promise<Organisation> {
  const found = await organisation(database.pool);
  if (!found) throw new SyncoError('organisation-missing', 'This server does not know any unit yet.');
  return found;
}

/** The unit of that id in the viewer's tree; what there is in others is nobody's to find out. */
export function unitNamed(organisation: Organisation, viewer: Pick<Viewer, 'unit'>, id: string): Unit {
  const unit = organisation.unit(id);
  if (!unit || relationOf(organisation, viewer.unit, id) === 'stranger')
    throw new SyncoError('unit-unknown', `There is no unit "${id}".`);
  return unit;
}

/** The indicator of that id in the viewer's tree. */
export function indicatorNamed(organisation: Organisation, viewer: Pick<Viewer, 'unit'>, id: string): Indicator {
  const indicator = organisation.indicator(id);
  if (!indicator || relationOf(organisation, viewer.unit, indicator.unit) === 'stranger')
    throw new SyncoError('indicator-unknown', `There is no indicator "${id}".`);
  return indicator;
}

/** Takes an id from the address; what is no UUID is nothing that there is. */
export function uuidOr(code: ErrorCode): ParseUUIDPipe {
  return new ParseUUIDPipe({ exceptionFactory: () => new SyncoError(code, 'Such an id is a UUID.') });
}
