import type { UnitView } from '#libs/contracts';
import { formatNumber } from '../format/numbers.js';
import { periodLabel } from '../format/periods.js';
import { words } from '../words.js';

/** What the unit has to look at, without alert or clock; nothing where there is nothing. */
export function Tasks({ tasks, indicators }: Pick<UnitView, 'tasks' | 'indicators'>) {
  if (tasks.length === 0) return null;
  const nameOf = (id: string) => indicators.find(({ indicator }) => indicator.id === id)?.indicator.name ?? id;
  return (
    <section class="tasks" aria-labelledby="tasks">
      <h2 id="tasks">{words.unit.tasks}</h2>
      <ul>
        {tasks.map(({ indicator, period, value, capability }) => (
          <li key={indicator}>
            {words.unit.aboveCapability(
              nameOf(indicator),
              periodLabel(period),
              formatNumber(value),
              formatNumber(capability),
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
