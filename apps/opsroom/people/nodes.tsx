import { useState } from 'preact/hooks';
import type { Node, NodeAdmitted, NodeList } from '#libs/contracts';
import { SendButton } from '../alert/act-forms.js';
import { LineField } from '../account/field.js';
import { now } from '../clock.js';
import type { Answer, Trouble } from '../data/answer.js';
import { send } from '../data/api.js';
import { formatInstant } from '../format/instants.js';
import { newId } from '../post/new-id.js';
import { TroubleNote } from '../shell/notice.js';
import { words } from '../words.js';
import { Copied } from './copied.js';

const say = words.people.nodes;

/** The machines that post for a unit; a token is shown once, when it is made. */
export function Nodes({ unit, list, again }: { unit: string; list: NodeList; again: () => void }) {
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [token, setToken] = useState<{ node: string; token: string } | null>(null);
  const take = <T,>(answer: Answer<T>): T | null => {
    setTrouble(answer.ok ? null : answer.trouble);
    again();
    return answer.ok ? answer.value : null;
  };
  const shown = (made: NodeAdmitted | null) => setToken(made?.token ? { node: made.node.id, token: made.token } : null);
  const admit = async (name: string) => {
    const body = { id: newId(), name };
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
              {node.dismissed !== null && ` · ${say.dismissed(formatInstant(node.dismissed, now.value))}`}
            </span>
            {token?.node === node.id && <Copied label={say.token} text={token.token} hint={say.tokenHint} />}
            {list.mayAdmit && node.dismissed === null && (
              <Tokens node={node} further={() => void further(node.id)} act={(path) => void act(path)} />
            )}
          </li>
        ))}
      </ul>
      {list.mayAdmit && <AdmitForm admit={admit} />}
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
        <button key={id} type="button" class="quiet" onClick={() => act(`/api/nodes/${node.id}/tokens/${id}/revoke`)}>
          {say.revoke(formatInstant(made, now.value))}
        </button>
      ))}
      {keys.map(({ id, made }) => (
        <button key={id} type="button" class="quiet" onClick={() => act(`/api/nodes/${node.id}/keys/${id}/revoke`)}>
          {say.revokeKey(formatInstant(made, now.value))}
        </button>
      ))}
      <button type="button" class="quiet" onClick={further}>
        {say.further}
      </button>
      <button type="button" class="quiet" onClick={() => act(`/api/nodes/${node.id}/dismiss`)}>
        {say.dismiss}
      </button>
    </span>
  );
}

function AdmitForm({ admit }: { admit: (name: string) => Promise<void> }) {
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  const give = async (event: Event) => {
    event.preventDefault();
    if (name.trim() === '') return;
    setBusy(true);
    await admit(name.trim());
    setBusy(false);
    setName('');
  };
  return (
    <form class="account" onSubmit={(event) => void give(event)}>
      <LineField autoComplete="off" label={say.name} value={name} onInput={setName} />
      <SendButton busy={busy} label={say.admit} />
    </form>
  );
}
