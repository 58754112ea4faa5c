import type { AlertView } from '#libs/contracts';
import { addressOf } from '../addresses.js';
import { unitName } from '../data/organisation.js';
import { spanOf } from '../format/instants.js';
import { Clock } from '../inbox/clock.js';
import { words } from '../words.js';

/** The alert's way up: where it has been, where it is now, what comes next, and the time that each level has. */
export function Path({ view }: { view: AlertView }) {
  const { alert } = view;
  const names = new Map(view.path.map((unit) => [unit.id, unit.name]));
  const open = alert.closedAt === null;
  const [opening] = view.timeline;
  const begins = opening?.happening.kind === 'raised' ? (opening.happening.level ?? 0) : 0;
  return (
    <section class="alert-path" aria-labelledby="path">
      <h2 id="path">{words.alert.path}</h2>
      <ol class="path">
        {alert.path.map((step, index) => {
          const place = index < alert.level ? 'was' : index === alert.level ? 'here' : 'ahead';
          return (
            <li key={step.unit} class={`is-${place}`} aria-current={place === 'here' ? 'step' : undefined}>
              <a href={addressOf({ page: 'unit', id: step.unit })}>{names.get(step.unit) ?? unitName(step.unit)}</a>
              <span class="soft">
                {[
                  index < begins ? words.alert.pulledHere : place === 'was' ? words.alert.was : '',
                  place === 'here' && open ? words.alert.here : '',
                  index === alert.level + 1 && open && alert.climbsAt !== null ? words.alert.next : '',
                  index < begins
                    ? ''
                    : index === alert.path.length - 1
                      ? words.alert.last
                      : words.alert[place === 'was' ? 'gave' : 'given'](words.span(spanOf(step.minutes * 60_000))),
                ]
                  .filter((part) => part !== '')
                  .join(', ')}
              </span>
              {place === 'here' && open && <Clock alert={alert} />}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
