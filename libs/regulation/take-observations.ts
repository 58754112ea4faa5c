import type { Observation } from '#libs/contracts';
import { valueAt } from '#libs/indicators';
import type { Organisation } from '#libs/organisation';
import { admit, type Admitted, readObservation } from './admit.js';
import type { IncomingRecord } from './bus.js';
import { overstepping } from './origins.js';
import type { Figure } from '#libs/contracts';
import { type Place, refuse } from './refuse.js';
import { type Changes, type KnownReceipt, type ObservationRow, type Receipt, receiptKey } from './rows.js';

/** A record of synco.observations that could be read. */
export interface ReadRecord {
  record: IncomingRecord;
  observation: Observation;
}

/** Reads records; what is not an observation goes to refused. */
export function readRecords(
  changes: Changes,
  place: Place,
  records: readonly IncomingRecord[],
  organisation: Organisation | null,
): ReadRecord[] {
  return records.flatMap((record) => {
    const observation = readObservation(record.value);
    const refusal = 'code' in observation ? observation : overstepping(record, observation, organisation);
    if (refusal === null && !('code' in observation)) return [{ record, observation }];
    if (refusal !== null) refuse(changes, place, record, refusal);
    return [];
  });
}

/**
 * Lets in what is news and fits: an id that was taken before is ignored with the same content and refused with other. One that
 * was refused may come again: what was wrong may have been mended, here or there.
 */
export function admitRecords(
  changes: Changes,
  place: Place,
  read: readonly ReadRecord[],
  known: { organisation: Organisation | null; receipts: Map<string, KnownReceipt>; now: number },
): Admitted[] {
  const receipts = new Map(known.receipts);
  return read.flatMap(({ record, observation }) => {
    const admission = admit(known.organisation, observation, known.now);
    const key = receiptKey(observation);
    const before = receipts.get(key);
    if (before?.state === 'assessed') {
      if (!repeats(before, observation, admission.kind === 'admitted' ? admission.period.name : null)) {
        refuse(changes, place, record, {
          code: 'id-reused',
          message: `The id "${observation.id}" belongs to another figure.`,
        });
      } else changes.repeated += 1;
      return [];
    }
    if (admission.kind === 'refused') {
      refuse(changes, place, record, admission.refusal);
      changes.receipts.push(refusedReceipt(observation, admission.refusal));
      receipts.set(key, { state: 'refused', content: null });
      return [];
    }
    receipts.set(key, { state: 'assessed', content: contentOf(observation, admission.period.name) });
    return [admission];
  });
}

/** Gives admitted observations their revisions, and answers the figures that have changed, by indicator and ordinal. */
export function takeObservations(
  changes: Changes,
  admitted: readonly Admitted[],
  current: readonly Figure[],
  replay: string | null,
): Map<string, Map<number, Figure>> {
  const revisions = new Map(current.map((figure) => [`${figure.indicator} ${figure.period}`, figure.revision]));
  const touched = new Map<string, Map<number, Figure>>();
  for (const { observation, indicator, period } of admitted) {
    const key = `${indicator.id} ${period.name}`;
    const revision = (revisions.get(key) ?? 0) + 1;
    revisions.set(key, revision);
    const figure: Figure = {
      indicator: indicator.id,
      period: period.name,
      ordinal: period.ordinal,
      starts: period.starts,
      revision,
      value: observation.value,
      comparable: observation.value,
      coverage: 1,
      settled: true,
      actuality: observation.value,
      capability: valueAt(indicator.capability, period.starts),
      potentiality: valueAt(indicator.potentiality, period.starts),
    };
    changes.observations.push(observationRow(figure, observation, changes.now, replay !== null));
    changes.receipts.push(assessedReceipt(observation.id, figure));
    touched.set(indicator.id, (touched.get(indicator.id) ?? new Map<number, Figure>()).set(period.ordinal, figure));
  }
  return touched;
}

function repeats(before: KnownReceipt, observation: Observation, period: string | null): boolean {
  return JSON.stringify(before.content) === JSON.stringify(contentOf(observation, period ?? ''));
}

function contentOf({ value, n, note }: Observation, period: string): NonNullable<KnownReceipt['content']> {
  return { period, value, n: n ?? null, note: note ?? null };
}

function observationRow(figure: Figure, observation: Observation, now: string, replayed: boolean): ObservationRow {
  const { id, postedAt, n = null, note = null, by = null } = observation;
  // What is added stands before what is spread: V8 copies an object far faster than it lets one grow.
  return { id, n, note, by, postedAt, knownFrom: now, replayed, ...figure };
}

function assessedReceipt(id: string, { indicator, period, starts, revision }: Figure): Receipt {
  return { id, state: 'assessed', indicator, period, starts, revision, code: null, message: null };
}

function refusedReceipt({ id, indicator }: Observation, { code, message }: Pick<Receipt, 'code' | 'message'>): Receipt {
  return { id, state: 'refused', indicator, period: null, starts: null, revision: null, code, message };
}
