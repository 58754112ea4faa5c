import type { Unit } from '#libs/contracts';
import { addressOf } from '../addresses.js';
import { words } from '../words.js';

/** The way from the root to a unit; the unit itself is the page's heading and not repeated. */
export function Crumbs({ path }: { path: readonly Unit[] }) {
  const above = path.slice(0, -1);
  const own = path.at(-1)?.level;
  return (
    <nav class="crumbs" aria-label={words.unit.path}>
      <ol>
        {above.map((unit) => (
          <li key={unit.id}>
            <a href={addressOf({ page: 'unit', id: unit.id })}>{unit.name}</a>
          </li>
        ))}
        {own !== undefined && <li>{own}</li>}
      </ol>
    </nav>
  );
}
