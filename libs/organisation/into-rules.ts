import { type Indicator, same } from '#libs/contracts';
import type { Draft, Entry, Tell } from './draft.js';

/** The link from a part to its whole: one level up, rolled up there, of the same cadence, with what the rule needs. */
export function checkInto(draft: Draft, { at, item: part }: Entry<Indicator>, tell: Tell): void {
  if (part.into === undefined) return;
  const path = `indicators[${at}].into`;
  if (part.into === part.id) {
    tell(path, `"${part.id}" cannot be a part of itself; name an indicator of the parent unit`);
    return;
  }
  const whole = draft.indicatorById.get(part.into)?.item;
  if (!whole) {
    if (!draft.unreadable.has(part.into)) {
      tell(path, `there is no indicator "${part.into}"; add it to the parent unit, or leave "into" out`);
    }
    return;
  }
  checkPlace(draft, { path, part, whole }, tell);
  if (!whole.rollUp) tell(path, `"${whole.id}" has no rollUp; give it a rule: sum, mean or ratio`);
  if (!same(part.cadence, whole.cadence)) {
    tell(path, `"${whole.id}" has another cadence; a part and its whole must share one`);
  }
  if (whole.rollUp?.rule === 'ratio') checkRatioPart(draft, { at, item: part }, tell);
}

function checkPlace(draft: Draft, link: { path: string; part: Indicator; whole: Indicator }, tell: Tell): void {
  const unit = draft.unitById.get(link.part.unit)?.item;
  if (!unit || unit.parent === link.whole.unit) return;
  if (unit.parent !== null && !draft.unitById.has(unit.parent)) return;
  const wanted = unit.parent === null ? 'which has no parent: leave "into" out' : `whose parent is "${unit.parent}"`;
  const message = `"${link.whole.id}" belongs to "${link.whole.unit}", but "${link.part.id}" to "${unit.id}", ${wanted}`;
  tell(link.path, unit.parent === null ? message : `${message}; name an indicator of that unit`);
}

/**
 * A ratio adds up actualities and capabilities, so each part needs a capability: agreed, or made from those of its own
 * parts. The parts of a ratio that is itself a part are told where they stand.
 */
function checkRatioPart(draft: Draft, { at, item: part }: Entry<Indicator>, tell: Tell): void {
  if (part.rollUp?.rule === 'ratio' || isCapable(draft, part, new Set())) return;
  const message = `"${part.into}" is a ratio of actuality to capability; give "${part.id}" a capability`;
  tell(`indicators[${at}].capability`, part.rollUp ? `${message}, or one to each of its parts` : message);
}

function isCapable(draft: Draft, { id, capability, rollUp }: Indicator, seen: Set<string>): boolean {
  if (capability.length > 0 || seen.has(id)) return true;
  if (!rollUp) return false;
  seen.add(id);
  return (draft.partsOf.get(id) ?? []).every((part) => isCapable(draft, part, seen));
}
