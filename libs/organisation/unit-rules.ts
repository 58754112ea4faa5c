import { isTimeZone } from '#libs/contracts';
import { circlesOf, circleText } from './circles.js';
import type { Draft, Tell } from './draft.js';
import { checkLength } from './length.js';
import { tellRepeated } from './repeated.js';

/** Units: each id once, parents that exist, no circle, and a time zone for every root. */
export function checkUnits(draft: Draft, tell: Tell): void {
  tellRepeated(draft.units, 'units', tell);
  const zones = new Set(draft.units.map(({ item }) => item.timeZone));
  const wrong = new Set([...zones].filter((zone) => zone !== undefined && !isTimeZone(zone)));
  for (const { at, item: unit } of draft.units) {
    const path = `units[${at}]`;
    if (wrong.has(unit.timeZone)) {
      tell(`${path}.timeZone`, `"${unit.timeZone}" is not a time zone; use an IANA name such as Europe/Madrid or UTC`);
    }
    if (unit.expected) checkLength(`${path}.expected.grace`, unit.expected.grace, tell);
    if (unit.votes) checkLength(`${path}.votes.within`, unit.votes.within, tell);
    if (unit.parent === null) {
      if (unit.timeZone === undefined) {
        tell(`${path}.timeZone`, `the root "${unit.id}" needs a timeZone; those below inherit it`);
      }
    } else if (!draft.unitById.has(unit.parent) && !draft.unreadable.has(unit.parent)) {
      tell(
        `${path}.parent`,
        `there is no unit "${unit.parent}"; add it, or name the parent of "${unit.id}" as it is spelt`,
      );
    }
  }
  for (const circle of circlesOf(draft.unitById.keys(), (id) => draft.unitById.get(id)?.item.parent ?? null)) {
    const at = draft.unitById.get(circle[0] ?? '')?.at;
    tell(`units[${at}].parent`, `the parents go in a circle: ${circleText(circle)}; give one of them another parent`);
  }
}

/** Whether the first unit lies strictly below the other, as far as the draft can say; a circle ends the way up. */
export function liesBelow(draft: Draft, unitId: string, above: string): boolean {
  const seen = new Set<string>();
  for (let id: string | null = unitId; id !== null && !seen.has(id);) {
    seen.add(id);
    id = draft.unitById.get(id)?.item.parent ?? null;
    if (id === above) return true;
  }
  return false;
}
