import type { Unit } from '#libs/contracts';
import { addressOf } from '../addresses.js';
import { childrenOf } from '../data/organisation.js';
import { words } from '../words.js';

/** The units inside a unit, with what is open in each. */
export function Children({ units }: { units: readonly Unit[] }) {
  if (units.length === 0) return null;
  const parent = units[0]?.parent ?? '';
  const open = new Map(childrenOf(parent).map((node) => [node.id, node.openAlerts]));
  return (
    <section aria-labelledby="children">
      <h2 id="children">{words.unit.children}</h2>
      <ul class="children">
        {units.map((unit) => (
          <li key={unit.id}>
            <a href={addressOf({ page: 'unit', id: unit.id })}>
              <span>{unit.name}</span>
              {(open.get(unit.id) ?? 0) > 0 && <span class="count">{words.tree.alerts(open.get(unit.id) ?? 0)}</span>}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
