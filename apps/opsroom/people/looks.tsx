import type { Indicator, Look } from '#libs/contracts';
import { now } from '../clock.js';
import { unitName } from '../data/organisation.js';
import { formatInstant } from '../format/instants.js';
import { words } from '../words.js';

const say = words.people.looks;

/** Who has looked at the unit from outside, in plain words. */
export function Looks({ looks, indicators }: { looks: readonly Look[]; indicators: readonly Indicator[] }) {
  const nameOf = (id: string) => indicators.find((one) => one.id === id)?.name ?? id;
  return (
    <section class="panel" aria-labelledby="looks">
      <h2 id="looks">{say.title}</h2>
      {looks.length === 0 && <p class="soft">{say.none}</p>}
      <ul>
        {looks.map((look) => (
          <li key={`${look.first} ${look.name} ${look.from} ${look.what}`}>{lineOf(look, nameOf)}</li>
        ))}
      </ul>
    </section>
  );
}

function lineOf({ name, from, what, last, times }: Look, nameOf: (indicator: string) => string): string {
  const indicator = /^figures (.+)$/.exec(what)?.[1];
  const subject = indicator === undefined ? say.what(what.split(' ')[0] ?? what) : say.figures(nameOf(indicator));
  return say.line({ who: name, unit: unitName(from), subject, when: formatInstant(last, now.value), times });
}
