import type { Draft, Tell } from './draft.js';
import { checkLength } from './length.js';
import { agreementKey } from './organise.js';
import { liesBelow } from './unit-rules.js';

/** Agreements: of units and indicators that exist and belong together, one for each, with a time that is one. */
export function checkAgreements(draft: Draft, tell: Tell): void {
  const first = new Map<string, number>();
  for (const { at, item: agreed } of draft.agreements) {
    const path = `agreements[${at}]`;
    if (!draft.unitById.has(agreed.unit) && !draft.unreadable.has(agreed.unit)) {
      tell(`${path}.unit`, `there is no unit "${agreed.unit}"; add it, or name the unit as it is spelt`);
    }
    if (agreed.indicator !== undefined) checkReach(draft, { path, unit: agreed.unit, id: agreed.indicator }, tell);
    checkLength(`${path}.dealWithin`, agreed.dealWithin, tell);
    if (agreed.acknowledgeWithin !== undefined)
      checkLength(`${path}.acknowledgeWithin`, agreed.acknowledgeWithin, tell);
    const key = agreementKey(agreed);
    const before = first.get(key);
    if (before === undefined) first.set(key, at);
    else tell(path, `agreements[${before}] is about ${key} already; keep one of them`);
  }
}

function checkReach(draft: Draft, agreed: { path: string; unit: string; id: string }, tell: Tell): void {
  const path = `${agreed.path}.indicator`;
  const indicator = draft.indicatorById.get(agreed.id)?.item;
  if (!indicator) {
    if (!draft.unreadable.has(agreed.id)) tell(path, `there is no indicator "${agreed.id}"; leave it out to mean all`);
    return;
  }
  if (!draft.unitById.has(agreed.unit) || !draft.unitById.has(indicator.unit)) return;
  if (indicator.unit !== agreed.unit && !liesBelow(draft, indicator.unit, agreed.unit)) {
    tell(path, `"${agreed.id}" belongs to "${indicator.unit}", which is not "${agreed.unit}" nor below it`);
  }
}
