import { useState } from 'preact/hooks';
import type { Indicator, Node, NodeAdmitted, NodeList } from '#libs/contracts';
import { SendButton } from '../alert/act-forms.js';
import { LineField } from '../account/field.js';
import { now } from '../clock.js';
import type { Answer, Trouble } from '../data/answer.js';
import { send } from '../data/api.js';
import { formatInstant } from '../format/instants.js';
import { newId } from '../post/new-id.js';
import { TroubleNote } from '../shell/notice.js';
import { SureButton } from '../shell/sure-button.js';
import { words } from '../words.js';
import { Copied } from './copied.js';

const say = words.people.nodes;

interface Props {
  unit: string;
  list: NodeList;
  /** What is posted in the unit. */
  posted: readonly Indicator[];
  again: () => void;
}

/** The machines that post for a unit; a token is shown once, when it is made. */
export function Nodes({ unit, list, posted, again }: Props) {
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [token, setToken] = useState<{ node: string; token: string } | null>(null);
  const take = <T,>(answer: Answer<T>): T | null => {
    setTrouble(answer.ok ? null : answer.trouble);
    again();
    return answer.ok ? answer.value : null;
  };
  const shown = (made: NodeAdmitted | null) => setToken(made?.token ? { node: made.node.id, token: made.token } : null);
  const admit: Admit = async (name, indicators) => {
    const body = { id: newId(), name, indicators };
    shown(take(await send<NodeAdmitted>(`/api/units/${encodeURIComponent(unit)}/nodes`, body)));
  };
  const further = async (id: string) => shown(take(await send<NodeAdmitted>(`/api/nodes/${id}/tokens`, {})));
  const act = async (path: string) => take(await send<Node>(path, {}));
  return (
    <section class="panel" aria-labelledby="nodes">
      <h2 id="nodes">{say.title}</h2>
      <p class="soft measure">{say.lead}</p>
      {list.nodes.length === 0 && <p class="soft">{say.none}</p>}
      <ul class="people-list">
        {list.nodes.map((node) => (
          <li key={node.id}>
            <span>
              <strong>{node.name}</strong>{' '}
              <span class="soft">{say.admitted(node.by, formatInstant(node.admitted, now.value))}</span>
              {node.indicators !== null && ` · ${say.only(namesOf(node.indicators, posted))}`}
              {node.dismissed !== null && ` · ${say.dismissed(formatInstant(node.dismissed, now.value))}`}
            </span>
            {token?.node === node.id && <Copied label={say.token} text={token.token} hint={say.tokenHint} />}
            {list.mayAdmit && node.dismissed === null && (
              <Tokens node={node} further={() => void further(node.id)} act={(path) => void act(path)} />
            )}
          </li>
        ))}
      </ul>
      {list.mayAdmit && <AdmitForm posted={posted} admit={admit} />}
      {trouble && <TroubleNote trouble={trouble} />}
    </section>
  );
}

function Tokens({ node, further, act }: { node: Node; further: () => void; act: (path: string) => void }) {
  const held = node.tokens.filter(({ revoked }) => revoked === null);
  const keys = node.keys.filter(({ revoked }) => revoked === null);
  return (
    <span class="act-buttons">
      {held.map(({ id, made }) => (
        <SureButton
          key={id}
          label={say.revoke(formatInstant(made, now.value))}
          sure={say.revokeSure}
          onSure={() => act(`/api/nodes/${node.id}/tokens/${id}/revoke`)}
        />
      ))}
      {keys.map(({ id, made }) => (
        <SureButton
          key={id}
          label={say.revokeKey(formatInstant(made, now.value))}
          sure={say.revokeSure}
          onSure={() => act(`/api/nodes/${node.id}/keys/${id}/revoke`)}
        />
      ))}
      <button type="button" class="quiet" onClick={further}>
        {say.further}
      </button>
      <SureButton label={say.dismiss} sure={say.dismissSure} onSure={() => act(`/api/nodes/${node.id}/dismiss`)} />
    </span>
  );
}

/** Null: for all that is posted in the unit. */
type Admit = (name: string, indicators: readonly string[] | null) => Promise<void>;

function AdmitForm({ posted, admit }: { posted: readonly Indicator[]; admit: Admit }) {
  const [name, setName] = useState('');
  const [chosen, choose] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState(false);
  const give = async (event: Event) => {
    event.preventDefault();
    if (name.trim() === '') return;
    setBusy(true);
    await admit(name.trim(), chosen.length > 0 ? chosen : null);
    setBusy(false);
    setName('');
    choose([]);
  };
  const toggle = (id: string) => choose(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    <form class="account" onSubmit={(event) => void give(event)}>
      <LineField autoComplete="off" label={say.name} value={name} onInput={setName} />
      {posted.length > 0 && (
        <fieldset class="checks">
          <legend>{say.which}</legend>
          {posted.map((one) => (
            <label key={one.id} class="check">
              <input type="checkbox" checked={chosen.includes(one.id)} onChange={() => toggle(one.id)} />
              <span>{one.name}</span>
            </label>
          ))}
        </fieldset>
      )}
      <SendButton busy={busy} label={say.admit} />
    </form>
  );
}

function namesOf(ids: readonly string[], posted: readonly Indicator[]): string {
  return ids.map((id) => posted.find((one) => one.id === id)?.name ?? id).join(', ');
}
