import { type ErrorCode, type Indicator, SyncoError, type Unit } from '#libs/contracts';
import type { Organisation } from '#libs/organisation';
import { ParseUUIDPipe } from '@nestjs/common';
import type { Parts } from '../parts.js';

/** The organisation in force, or the refusal that there is none. */
export async function organisationInForce({ organisation, database }: Parts): Promise<Organisation> {
  const found = await organisation(database.pool);
  if (!found) throw new SyncoError('organisation-missing', 'This server does not know any unit yet.');
  return found;
}

export function unitNamed(organisation: Organisation, id: string): Unit {
  const unit = organisation.unit(id);
  if (!unit) throw new SyncoError('unit-unknown', `There is no unit "${id}".`);
  return unit;
}

export function indicatorNamed(organisation: Organisation, id: string): Indicator {
  const indicator = organisation.indicator(id);
  if (!indicator) throw new SyncoError('indicator-unknown', `There is no indicator "${id}".`);
  return indicator;
}

/** Takes an id from the address; what is no UUID is nothing that there is. */
export function uuidOr(code: ErrorCode): ParseUUIDPipe {
  return new ParseUUIDPipe({ exceptionFactory: () => new SyncoError(code, 'Such an id is a UUID.') });
}
