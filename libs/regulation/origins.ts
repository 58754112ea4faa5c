import type { Observation, Refusal } from '#libs/contracts';
import type { Organisation } from '#libs/organisation';
import type { IncomingRecord, Origin } from './bus.js';
import { type Place, refuse } from './refuse.js';
import type { Changes } from './rows.js';

/** Refuses the records whose writer was not found to be who they say, and answers the others. */
export function siftOrigins(changes: Changes, place: Place, records: readonly IncomingRecord[]): IncomingRecord[] {
  return sifted(changes, place, records, ({ origin }) => (origin && 'refusal' in origin ? origin.refusal : null));
}

/** Refuses all records that no regulator has written, and answers the others. */
export function ownRecords(changes: Changes, place: Place, records: readonly IncomingRecord[]): IncomingRecord[] {
  return sifted(changes, place, records, refusalOfOthers);
}

/** Why a record is refused that only a regulator may have written; null if one has. */
export function refusalOfOthers({ origin }: Pick<IncomingRecord, 'origin'>): Refusal | null {
  if (!origin) return null;
  return 'refusal' in origin ? origin.refusal : foreign(origin, 'may post figures, and nothing else');
}

/** Why a node may not post this figure; null if it may, or if no node has written it. */
export function overstepping(
  { origin, id }: IncomingRecord,
  observation: Observation,
  organisation: Organisation | null,
): Refusal | null {
  if (!origin || 'refusal' in origin) return null;
  if (observation.id !== id)
    return { code: 'record-forged', message: `The header names another id than the figure: "${observation.id}".` };
  if (observation.replay !== undefined) return foreign(origin, 'may not post for a replay');
  const { unit } = organisation?.indicator(observation.indicator) ?? {};
  if (unit === undefined) return null;
  if (unit !== origin.unit)
    return foreign(origin, `posts for "${origin.unit}"; "${observation.indicator}" belongs to "${unit}"`);
  if (origin.indicators && !origin.indicators.includes(observation.indicator))
    return foreign(origin, `was not admitted for "${observation.indicator}"`);
  return null;
}

function sifted(
  changes: Changes,
  place: Place,
  records: readonly IncomingRecord[],
  refusalOf: (record: IncomingRecord) => Refusal | null,
): IncomingRecord[] {
  return records.filter((record) => {
    const refusal = refusalOf(record);
    if (refusal) refuse(changes, place, record, refusal);
    return refusal === null;
  });
}

function foreign({ name }: Exclude<Origin, { refusal: Refusal }>, clause: string): Refusal {
  return { code: 'record-foreign', message: `The node ${name} ${clause}.` };
}
