import type { Indicator } from '#libs/contracts';
import { periodAt, periodOfOrdinal } from '#libs/indicators';
import type { Organisation } from '#libs/organisation';
import type { Frame } from './run-filter.js';

/** What the filter is told of notices, by the ordinals of an indicator's periods. */
export interface Noticed {
  /** Whether a figure is missing to the filter, though stored and shown. */
  leftOut: (ordinal: number) => boolean;
  /** The first periods after known changes: with the first figure there or later the filter begins anew. */
  anew: readonly number[];
}

const nothing: Noticed = { leftOut: () => false, anew: [] };

/** What the notices that hold for an indicator's unit mean for its figures. */
function noticedOf(organisation: Organisation, { unit, cadence }: Indicator): Noticed {
  if (organisation.noticesOf(unit).length === 0) return nothing;
  const zone = organisation.timeZoneOf(unit);
  const { leftOutBy, changedAt } = organisation.explanationsOf(unit);
  const leftOut = (ordinal: number) => {
    const { startsAt, endsAt } = periodOfOrdinal(cadence, zone, ordinal);
    return leftOutBy(startsAt, endsAt) !== null;
  };
  const anew = changedAt.map((end) => {
    const { ordinal } = periodAt(cadence, zone, end);
    return leftOut(ordinal) ? ordinal + 1 : ordinal;
  });
  return { leftOut, anew };
}

/** In which zone an indicator's series runs, and what notices say of it. */
export function frameOf(organisation: Organisation, indicator: Indicator): Frame {
  return { zone: organisation.timeZoneOf(indicator.unit), noticed: noticedOf(organisation, indicator) };
}
