import { useState } from 'preact/hooks';
import type { Agreement, AgreementProposalView, UnitAgreements, UnitView } from '#libs/contracts';
import { addressOf } from '../addresses.js';
import { now } from '../clock.js';
import type { Trouble } from '../data/answer.js';
import { useLoaded } from '../data/loaded.js';
import { unitName } from '../data/organisation.js';
import { formatInstant } from '../format/instants.js';
import { sendOrKeep } from '../kept/kept.js';
import { newId } from '../post/new-id.js';
import { Shown, TroubleNote } from '../shell/notice.js';
import { words } from '../words.js';
import { ProposeForm } from './propose-form.js';
import { termsInWords } from './terms-words.js';

type Name = (indicator: string) => string;
type ProposalAct = keyof typeof words.agreements.acts;

/** What has been agreed for a unit, what was proposed, and a form for the two levels that agree. */
export function AgreementsPage({ id }: { id: string }) {
  const address = `/api/units/${encodeURIComponent(id)}`;
  const view = useLoaded<UnitView>(address, (change) => change.kind === 'organisation');
  const agreements = useLoaded<UnitAgreements>(
    `${address}/agreements`,
    (change) => change.kind === 'organisation' || (change.kind === 'agreement' && change.unit === id),
  );
  const indicators = view.value?.indicators.map(({ indicator }) => indicator) ?? [];
  const name: Name = (indicator) => indicators.find((one) => one.id === indicator)?.name ?? indicator;
  return (
    <>
      <p>
        <a href={addressOf({ page: 'unit', id })}>{words.agreements.back(unitName(id))}</a>
      </p>
      <h1>{words.agreements.title(unitName(id))}</h1>
      <p class="soft measure">{words.agreements.lead}</p>
      <Shown from={agreements}>
        {(shown) => (
          <div class="agreements">
            <Agreed title={words.agreements.own} agreed={shown.own} name={name} />
            {shown.inherited.length > 0 && (
              <Agreed title={words.agreements.inherited} agreed={shown.inherited} name={name} />
            )}
            <p class="soft">{words.agreements.unless}</p>
            {shown.mayPropose && <Proposals proposals={shown.proposals} name={name} again={agreements.again} />}
            {shown.mayPropose && <ProposeForm unit={id} indicators={indicators} again={agreements.again} />}
          </div>
        )}
      </Shown>
    </>
  );
}

function Agreed({ title, agreed, name }: { title: string; agreed: readonly Agreement[]; name: Name }) {
  return (
    <section>
      <h2>{title}</h2>
      {agreed.length === 0 && <p class="soft">{words.agreements.none}</p>}
      <ul>
        {agreed.map((one) => (
          <li key={JSON.stringify(one)}>{termsInWords(one, name)}</li>
        ))}
      </ul>
    </section>
  );
}

interface ProposalsProps {
  proposals: readonly AgreementProposalView[];
  name: Name;
  again: () => void;
}

function Proposals({ proposals, name, again }: ProposalsProps) {
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [kept, setKept] = useState(false);
  const decide = async ({ id, terms }: AgreementProposalView, act: ProposalAct) => {
    const label = words.kept.act(words.agreements.acts[act], termsInWords(terms, name));
    const path = `/api/agreements/${id}/${act}`;
    const sent = await sendOrKeep<AgreementProposalView>({ id: newId(), method: 'POST', path, body: {}, label });
    setTrouble(sent.kind === 'refused' ? sent.trouble : null);
    setKept(sent.kind === 'kept');
    again();
  };
  return (
    <section>
      <h2>{words.agreements.proposals}</h2>
      {proposals.length === 0 && <p class="soft">{words.agreements.noProposals}</p>}
      <ul class="cards">
        {proposals.map((proposal) => (
          <Proposal key={proposal.id} proposal={proposal} name={name} decide={(act) => void decide(proposal, act)} />
        ))}
      </ul>
      {trouble && <TroubleNote trouble={trouble} />}
      <p role="status" class="done">
        {kept && words.kept.here}
      </p>
    </section>
  );
}

interface ProposalProps {
  proposal: AgreementProposalView;
  name: Name;
  decide: (act: ProposalAct) => void;
}

function Proposal({ proposal: { terms, state, proposed, decided, may }, name, decide }: ProposalProps) {
  const acts = may.decide ? (['accept', 'decline'] as const) : may.withdraw ? (['withdraw'] as const) : [];
  return (
    <li class="card proposal">
      <p>
        <strong>{words.agreements.states[state]}</strong> · {termsInWords(terms, name)}
      </p>
      {[proposed, ...(decided ? [decided] : [])].map((said) => (
        <p key={said.at} class="soft">
          {words.agreements.by(said.by, unitName(said.unit), formatInstant(said.at, now.value))}
          {said.note !== null && <q>{said.note}</q>}
        </p>
      ))}
      {acts.length > 0 && (
        <div class="act-buttons">
          {acts.map((act) => (
            <button key={act} type="button" onClick={() => decide(act)}>
              {words.agreements.acts[act]}
            </button>
          ))}
        </div>
      )}
    </li>
  );
}
