import type { Figure, Indicator } from '#libs/contracts';
import type { Organisation } from '#libs/organisation';
import { firstSettled } from './assess.js';
import { type FilterPlace, filterOf, placeOf } from './run-filter.js';
import type { FilterGround, GroundKey, Transaction } from './store.js';

/** Where the filter of an indicator begins, and the settled figures after that place where it is not the newest one. */
export interface Beginning {
  place: FilterPlace | null;
  tail: readonly Figure[] | null;
}

/** Figures that have changed, by indicator and ordinal; and the ordinals from which indicators, whose figures may be none, are to be assessed again. */
export interface Changed {
  touched: ReadonlyMap<string, ReadonlyMap<number, Figure>>;
  again: ReadonlyMap<string, number>;
}

/**
 * For each indicator whose figures have changed the place before the first change: the kept one where that lies before it,
 * else the store's snapshot; where that cannot be read, nothing and all figures.
 */
export async function findBeginnings(
  tx: Pick<Transaction, 'filterGround'>,
  organisation: Organisation,
  { touched, again }: Changed,
  kept: (indicator: Indicator) => FilterPlace | null,
): Promise<Map<string, Beginning>> {
  const found = new Map<string, Beginning>();
  const cold: GroundKey[] = [];
  for (const [id, figures] of touched) {
    const indicator = organisation.indicator(id);
    if (!indicator) continue;
    const from = firstSettled(figures, again.get(id) ?? null);
    const place = kept(indicator);
    if (from === null || (place && place.ordinal < from)) found.set(id, { place, tail: null });
    else cold.push({ indicator: id, ordinal: from, filter: filterOf(indicator) });
  }
  const unread: GroundKey[] = [];
  const grounds = await groundsOf(tx, cold);
  for (const key of cold) {
    const beginning = beginningAt(organisation.indicator(key.indicator), grounds.get(key.indicator));
    if (beginning) found.set(key.indicator, beginning);
    else unread.push({ ...key, filter: null });
  }
  for (const [id, { tail }] of await groundsOf(tx, unread)) found.set(id, { place: null, tail });
  return found;
}

async function groundsOf(
  tx: Pick<Transaction, 'filterGround'>,
  keys: readonly GroundKey[],
): Promise<Map<string, FilterGround>> {
  return keys.length === 0 ? new Map() : tx.filterGround(keys);
}

/** Null where there is a snapshot that cannot be read: the figures after it would be too few. */
function beginningAt(indicator: Indicator | undefined, ground: FilterGround | undefined): Beginning | null {
  if (!indicator || !ground?.snapshot) return { place: null, tail: ground?.tail ?? [] };
  const place = placeOf(indicator, ground.snapshot);
  return place && { place, tail: ground.tail };
}
