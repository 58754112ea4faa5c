import { type OrganisationDifference, type OrganisationDocument, same } from '#libs/contracts';
import { agreementKey } from './organise.js';

type Changed = OrganisationDifference['units'];

/** What applying `after` over `before` would change, by id; agreements by unit or unit/indicator, `other` by field. */
export function difference(before: OrganisationDocument | null, after: OrganisationDocument): OrganisationDifference {
  return {
    units: changed(before?.units ?? [], after.units, (unit) => unit.id),
    indicators: changed(before?.indicators ?? [], after.indicators, (indicator) => indicator.id),
    agreements: changed(before?.agreements ?? [], after.agreements, agreementKey),
    other: (['name', 'credits'] as const).filter((field) => !same(before?.[field], after[field])),
  };
}

function changed<T>(before: readonly T[], after: readonly T[], keyOf: (item: T) => string): Changed {
  const old = new Map(before.map((item) => [keyOf(item), item]));
  const kept = new Set(after.map(keyOf));
  const difference: Changed = { added: [], removed: [...old.keys()].filter((key) => !kept.has(key)), changed: [] };
  for (const item of after) {
    const key = keyOf(item);
    if (!old.has(key)) difference.added.push(key);
    else if (!same(old.get(key), item)) difference.changed.push(key);
  }
  return difference;
}
