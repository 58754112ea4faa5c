import type { Indicator } from '#libs/contracts';
import { words } from '../words.js';

/** How a file that is understood looks: a header with the unit's own indicators. */
export function Shape({ posted }: { posted: readonly Indicator[] }) {
  return (
    <section class="import-shape">
      <p class="measure">{words.importing.shape}</p>
      <div class="table-scroll import-table" role="region" tabIndex={0} aria-label={words.importing.columns}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.importing.period}</th>
              {posted.map(({ id, name, measure }) => (
                <th key={id} scope="col">
                  {name} ({measure})
                </th>
              ))}
            </tr>
          </thead>
        </table>
      </div>
    </section>
  );
}
