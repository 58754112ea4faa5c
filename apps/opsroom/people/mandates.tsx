import { useState } from 'preact/hooks';
import type { Mandate, UnitPeople, VoteView } from '#libs/contracts';
import { me } from '../account/me.js';
import { now } from '../clock.js';
import type { Trouble } from '../data/answer.js';
import { send } from '../data/api.js';
import { formatInstant } from '../format/instants.js';
import { newId } from '../post/new-id.js';
import { TroubleNote } from '../shell/notice.js';
import { SureButton } from '../shell/sure-button.js';
import { words } from '../words.js';

const say = words.people;

interface Props {
  unit: string;
  mandates: UnitPeople['mandates'];
  mayPropose: boolean;
  again: () => void;
}

/** The mandates of a unit: those that hold or are to begin, and folded away those that have ended. */
export function Mandates({ unit, mandates, mayPropose, again }: Props) {
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const own = me.value?.person?.id;
  const done = (answer: { ok: true } | { ok: false; trouble: Trouble }) => {
    setTrouble(answer.ok ? null : answer.trouble);
    again();
  };
  const handBack = async (id: string) => done(await send<Mandate>(`/api/mandates/${id}/hand-back`, {}));
  const recall = async (mandate: string) => {
    const body = { id: newId(), motion: { kind: 'recall', mandate } };
    done(await send<VoteView>(`/api/units/${encodeURIComponent(unit)}/votes`, body));
  };
  const standing = mandates.filter((mandate) => mandate.active || isToCome(mandate));
  const ended = mandates.filter((mandate) => !standing.includes(mandate));
  return (
    <section class="panel" aria-labelledby="mandates">
      <h2 id="mandates">{say.mandates}</h2>
      {standing.length === 0 && <p class="soft">{say.nobody}</p>}
      <ul class="people-list">
        {standing.map((mandate) => (
          <li key={mandate.id}>
            <span>{lineOf(mandate)}</span>
            {mandate.person.id === own ? (
              <SureButton label={say.handBack} sure={say.handBackSure} onSure={() => void handBack(mandate.id)} />
            ) : (
              mayPropose && (
                <SureButton
                  label={say.recall(mandate.person.name)}
                  sure={say.recallSure}
                  onSure={() => void recall(mandate.id)}
                />
              )
            )}
          </li>
        ))}
      </ul>
      {ended.length > 0 && (
        <details>
          <summary>{say.ended(ended.length)}</summary>
          <ul class="people-list">
            {ended.map((mandate) => (
              <li key={mandate.id}>{lineOf(mandate)}</li>
            ))}
          </ul>
        </details>
      )}
      {trouble && <TroubleNote trouble={trouble} />}
    </section>
  );
}

function time(instant: string): string {
  return formatInstant(instant, now.value);
}

type Known = UnitPeople['mandates'][number];

/** Whether it is to begin; the server's clock says which ones have begun. */
function isToCome({ from, ended, active }: Known): boolean {
  return !active && ended === null && Date.parse(from) > now.value;
}

function lineOf(mandate: Known): string {
  const { person, role, from, until, ended } = mandate;
  const end = ended === null ? (until === null ? '' : say.until(time(until))) : say.over(time(ended));
  const start = isToCome(mandate) ? say.begins : say.holds;
  return [start(person.name, say.roles[role], time(from)), end].filter((part) => part !== '').join(' ');
}
