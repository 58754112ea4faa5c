import { useId, useState } from 'preact/hooks';
import type { Channels, Language, Reaching } from '#libs/contracts';
import { SendButton } from '../alert/act-forms.js';
import { Choice } from '../unit/choice.js';
import { words } from '../words.js';
import type { Choose } from './channels-section.js';

const say = words.settings.when;
const languages: readonly Language[] = ['en', 'es'];
const digests: readonly Reaching['digest'][] = ['none', 'hourly', 'daily'];
const night = { from: '22:00', to: '06:00' };

/** When somebody wants to be reached: quiet hours, gathered or at once, how often at most. */
export function ReachingForm({ known, choose }: { known: Channels; choose: Choose }) {
  const [draft, setDraft] = useState<Partial<Reaching>>({});
  const [saved, setSaved] = useState(false);
  const [busy, setBusy] = useState(false);
  const now = { ...known, ...draft };
  const set = (part: Partial<Reaching>) => {
    setDraft({ ...draft, ...part });
    setSaved(false);
  };
  const save = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setSaved(await choose({ ...draft, timeZone: now.timeZone }));
    setBusy(false);
  };
  return (
    <section class="panel" aria-labelledby="when">
      <h2 id="when">{say.title}</h2>
      <form class="account" onSubmit={(event) => void save(event)}>
        <Quiet quiet={now.quiet} onSet={(quiet) => set({ quiet })} />
        <Choice
          label={say.digest}
          value={now.digest}
          options={digests.map((one) => [one, say.digests[one]] as const)}
          onChoose={(chosen) => set({ digest: digests.find((one) => one === chosen) ?? 'none' })}
        />
        {now.digest === 'daily' && (
          <TimeField label={say.digestAt} value={now.digestAt} onInput={(digestAt) => set({ digestAt })} />
        )}
        <Check label={say.severe} checked={now.severeAtOnce} onSet={(severeAtOnce) => set({ severeAtOnce })} />
        <Most value={now.mostAnHour} onSet={(mostAnHour) => set({ mostAnHour })} />
        <Choice
          label={say.zone}
          value={now.timeZone}
          options={zonesWith(now.timeZone).map((zone) => [zone, zone.replaceAll('_', ' ')] as const)}
          onChoose={(timeZone) => set({ timeZone })}
        />
        <Choice
          label={say.language}
          value={now.language}
          options={languages.map((one) => [one, say.languages[one]] as const)}
          onChoose={(chosen) => set({ language: languages.find((one) => one === chosen) ?? 'en' })}
        />
        <SendButton busy={busy} label={say.save} />
        <p role="status">{saved && say.saved}</p>
      </form>
    </section>
  );
}

function Quiet({ quiet, onSet }: { quiet: Reaching['quiet']; onSet: (quiet: Reaching['quiet']) => void }) {
  return (
    <>
      <Check label={say.quiet} checked={quiet !== null} onSet={(wanted) => onSet(wanted ? night : null)} />
      {quiet && (
        <div class="times">
          <TimeField label={say.from} value={quiet.from} onInput={(from) => onSet({ ...quiet, from })} />
          <TimeField label={say.to} value={quiet.to} onInput={(to) => onSet({ ...quiet, to })} />
        </div>
      )}
    </>
  );
}

function Check({ label, checked, onSet }: { label: string; checked: boolean; onSet: (checked: boolean) => void }) {
  return (
    <label class="check">
      <input type="checkbox" checked={checked} onChange={(event) => onSet(event.currentTarget.checked)} />
      <span>{label}</span>
    </label>
  );
}

function TimeField({ label, value, onInput }: { label: string; value: string; onInput: (time: string) => void }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input id={id} type="time" required value={value} onInput={(event) => onInput(event.currentTarget.value)} />
    </div>
  );
}

function Most({ value, onSet }: { value: number; onSet: (most: number) => void }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{say.most}</label>
      <input
        id={id}
        type="number"
        required
        min={1}
        max={60}
        value={value}
        onInput={(event) => onSet(event.currentTarget.valueAsNumber)}
      />
    </div>
  );
}

/** All time zones that the browser knows, and the one that is chosen. */
function zonesWith(chosen: string): string[] {
  return [...new Set(['UTC', chosen, ...Intl.supportedValuesOf('timeZone')])].toSorted((a, b) => a.localeCompare(b));
}
