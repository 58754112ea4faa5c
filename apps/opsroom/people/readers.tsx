import { useState } from 'preact/hooks';
import type { Indicator, Visibility } from '#libs/contracts';
import type { Trouble } from '../data/answer.js';
import { send } from '../data/api.js';
import { TroubleNote } from '../shell/notice.js';
import { Choice } from '../unit/choice.js';
import { words } from '../words.js';

const say = words.people.readers;
const widths: readonly Visibility[] = ['unit', 'line', 'federation'];

interface Props {
  indicators: readonly Indicator[];
  /** Whether the one who looks may show the figures to others than before. */
  mayOpen: boolean;
  again: () => void;
}

/** To whom the unit shows its figures: it alone says so. */
export function Readers({ indicators, mayOpen, again }: Props) {
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [done, setDone] = useState(false);
  const show = async (id: string, visibility: string) => {
    const answer = await send(`/api/indicators/${encodeURIComponent(id)}/visibility`, { visibility }, 'PUT');
    setTrouble(answer.ok ? null : answer.trouble);
    setDone(answer.ok);
    again();
  };
  return (
    <section class="panel" aria-labelledby="readers">
      <h2 id="readers">{say.title}</h2>
      <p class="soft measure">{mayOpen ? say.lead : say.leadOthers}</p>
      {indicators.length === 0 && <p class="soft">{say.none}</p>}
      <ul class="people-list">
        {indicators.map(({ id, name, visibility }) => (
          <li key={id}>
            {mayOpen ? (
              <Choice
                label={name}
                value={visibility}
                options={widths.map((width) => [width, say.widths[width]] as const)}
                onChoose={(chosen) => void show(id, chosen)}
              />
            ) : (
              `${name}: ${say.widths[visibility]}`
            )}
          </li>
        ))}
      </ul>
      {trouble && <TroubleNote trouble={trouble} />}
      <p role="status">{done && say.done}</p>
    </section>
  );
}
