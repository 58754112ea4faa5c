import { useId, useState } from 'preact/hooks';
import type { AgreementProposalView, AgreementTerms, Indicator } from '#libs/contracts';
import { SendButton } from '../alert/act-forms.js';
import { TextField } from '../alert/text-field.js';
import type { Trouble } from '../data/answer.js';
import { unitName } from '../data/organisation.js';
import { sendOrKeep } from '../kept/kept.js';
import { newId } from '../post/new-id.js';
import { TroubleNote } from '../shell/notice.js';
import { Choice } from '../unit/choice.js';
import { words } from '../words.js';

interface Props {
  unit: string;
  indicators: readonly Indicator[];
  again: () => void;
}

const blank = { kind: '', severity: '', indicator: '', count: '', length: 'H', remind: '', end: false, note: '' };
type Draft = typeof blank;

/** Proposes an agreement to the other level. A proposal that could not be sent keeps its id. */
export function ProposeForm({ unit, indicators, again }: Props) {
  const [id, setId] = useState(newId);
  const [draft, setDraft] = useState(blank);
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<'taken' | 'kept' | Trouble | null>(null);
  const set = (more: Partial<Draft>) => setDraft({ ...draft, ...more });
  const propose = async (event: Event) => {
    event.preventDefault();
    const terms = termsOf(draft);
    setMissing(terms === null);
    if (terms === null) return;
    setBusy(true);
    const note = draft.note.trim();
    const body = { id, ...terms, ...(note && { note }) };
    const path = `/api/units/${encodeURIComponent(unit)}/agreements`;
    const label = words.kept.agreement(unitName(unit));
    const sent = await sendOrKeep<AgreementProposalView>({ id, method: 'POST', path, body, label });
    setBusy(false);
    setOutcome(sent.kind === 'refused' ? sent.trouble : sent.kind);
    if (sent.kind !== 'refused') {
      setId(newId());
      setDraft(blank);
    }
    again();
  };
  return (
    <section class="propose">
      <h2>{words.agreements.propose}</h2>
      <form onSubmit={(event) => void propose(event)} noValidate>
        <Matter draft={draft} set={set} indicators={indicators} />
        <label class="check">
          <input type="checkbox" checked={draft.end} onChange={() => set({ end: !draft.end })} />
          <span>{words.agreements.end}</span>
        </label>
        {!draft.end && <Times draft={draft} set={set} missing={missing} />}
        <TextField label={words.agreements.note} value={draft.note} onInput={(note) => set({ note })} />
        <SendButton busy={busy} label={words.agreements.send} />
      </form>
      {outcome !== null && typeof outcome === 'object' && <TroubleNote trouble={outcome} />}
      <p role="status" class="done">
        {outcome === 'taken' && words.agreements.sent}
        {outcome === 'kept' && words.kept.here}
      </p>
    </section>
  );
}

interface Part {
  draft: Draft;
  set: (more: Partial<Draft>) => void;
}

const kinds = ['deviation', 'silence', 'cord'] as const;
const severities = ['ordinary', 'severe'] as const;

function Matter({ draft, set, indicators }: Part & { indicators: readonly Indicator[] }) {
  const { about, any, kind, severity, indicator } = words.agreements;
  return (
    <div class="propose-row">
      <Choice
        label={kind}
        value={draft.kind}
        options={[['', any], ...kinds.map((one) => [one, about.kinds[one]] as const)]}
        onChoose={(chosen) => set({ kind: chosen })}
      />
      <Choice
        label={severity}
        value={draft.severity}
        options={[['', any], ...severities.map((one) => [one, about.severities[one]] as const)]}
        onChoose={(chosen) => set({ severity: chosen })}
      />
      {indicators.length > 0 && (
        <Choice
          label={indicator}
          value={draft.indicator}
          options={[['', any], ...indicators.map((one) => [one.id, one.name] as const)]}
          onChoose={(chosen) => set({ indicator: chosen })}
        />
      )}
    </div>
  );
}

function Times({ draft, set, missing }: Part & { missing: boolean }) {
  const { deal, remind, unit, units } = words.agreements;
  const lengths = [
    ['M', units.M[1] ?? ''],
    ['H', units.H[1] ?? ''],
    ['D', units.D[1] ?? ''],
    ['W', units.W[1] ?? ''],
  ] as const;
  return (
    <div class="propose-row">
      <CountField label={deal} value={draft.count} missing={missing} onInput={(count) => set({ count })} />
      <Choice label={unit} value={draft.length} options={lengths} onChoose={(length) => set({ length })} />
      <CountField
        label={`${remind}, ${units.M[1]}`}
        value={draft.remind}
        missing={false}
        onInput={(count) => set({ remind: count })}
      />
    </div>
  );
}

interface CountProps {
  label: string;
  value: string;
  missing: boolean;
  onInput: (value: string) => void;
}

function CountField({ label, value, missing, onInput }: CountProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        inputMode="numeric"
        value={value}
        aria-invalid={missing}
        aria-describedby={missing ? `${id}-missing` : undefined}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      {missing && (
        <p id={`${id}-missing`} class="fault" role="alert">
          {words.agreements.missing}
        </p>
      )}
    </div>
  );
}

const clockUnits = new Set(['H', 'M']);

/** The terms as the form has them; null where a number is missing or is none. */
function termsOf({ kind, severity, indicator, count, length, remind, end }: Draft): AgreementTerms | null {
  const about = {
    ...(indicator !== '' && { indicator }),
    ...pick('kind', kinds, kind),
    ...pick('severity', severities, severity),
  };
  if (end) return { ...about, dealWithin: null };
  const whole = /^[1-9]\d{0,4}$/;
  if (!whole.test(count.trim()) || (remind.trim() !== '' && !whole.test(remind.trim()))) return null;
  const dealWithin = clockUnits.has(length) ? `PT${count.trim()}${length}` : `P${count.trim()}${length}`;
  return { ...about, dealWithin, ...(remind.trim() !== '' && { acknowledgeWithin: `PT${remind.trim()}M` }) };
}

function pick<N extends string, V extends string>(name: N, among: readonly V[], chosen: string): { [K in N]?: V } {
  const found = among.find((one) => one === chosen);
  const picked: { [K in N]?: V } = {};
  if (found !== undefined) picked[name] = found;
  return picked;
}
