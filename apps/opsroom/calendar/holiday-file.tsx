import { useState } from 'preact/hooks';
import type { Holiday, OrganisationApplied, OrganisationVersion, Unit } from '#libs/contracts';
import type { ReadHolidays } from '#libs/importing';
import { read, send } from '../data/api.js';
import { formatDate } from '../format/instants.js';
import { periodLabel } from '../format/periods.js';
import { loadReaders } from '../import/reader.js';
import { whyNot, words } from '../words.js';

/** What has become of the file that was chosen. */
type Chosen =
  | { state: 'none' | 'reading' }
  | { state: 'faulty'; message: string }
  | { state: 'read'; found: ReadHolidays; added: readonly Holiday[]; knownDays: number }
  | { state: 'done'; count: number };

/** Adds the whole days of an iCalendar file to a unit's holidays: what is new is looked at first. */
export function HolidayFile({ unit, again }: { unit: Unit; again: () => void }) {
  const [chosen, setChosen] = useState<Chosen>({ state: 'none' });
  const say = words.calendar.file;
  const choose = async (file: File | undefined) => {
    if (!file) return;
    setChosen({ state: 'reading' });
    setChosen(await lookInto(file, unit.id));
  };
  const add = async ({ holidays }: ReadHolidays) => {
    setChosen({ state: 'reading' });
    setChosen(await addTo(unit.id, holidays));
    again();
  };
  return (
    <section class="panel holiday-file" aria-labelledby="holiday-file">
      <h2 id="holiday-file">{say.title}</h2>
      <p class="soft measure">{say.hint}</p>
      <label class="button">
        {say.choose}
        <input
          type="file"
          class="unseen"
          accept=".ics,text/calendar"
          disabled={chosen.state === 'reading'}
          onChange={(event) => {
            void choose(event.currentTarget.files?.[0]);
            event.currentTarget.value = '';
          }}
        />
      </label>
      {chosen.state === 'faulty' && (
        <p class="fault" role="alert">
          {chosen.message}
        </p>
      )}
      {chosen.state === 'read' && <Found {...chosen} onAdd={() => void add(chosen.found)} />}
      <p role="status" class="done">
        {chosen.state === 'done' && say.done(chosen.count)}
      </p>
    </section>
  );
}

type FoundProps = Extract<Chosen, { state: 'read' }> & { onAdd: () => void };

function Found({ found: { refused }, added, knownDays, onAdd }: FoundProps) {
  const say = words.calendar.file;
  return (
    <>
      <p role="status">{say.found(added.length, knownDays)}</p>
      <ul>
        {added.map(({ date, until, name }) => (
          <li key={date}>
            {formatDate(date)}
            {until !== undefined && ` – ${formatDate(until)}`}: {name}
          </li>
        ))}
      </ul>
      {refused.length > 0 && (
        <details>
          <summary>{say.refused(refused.length)}</summary>
          <ul>
            {refused.map(({ name, begins, ...why }) => (
              <li key={`${begins} ${name}`}>
                <strong>{name}</strong> ({periodLabel(begins.slice(0, 10))}): {whyNot(why)}
              </li>
            ))}
          </ul>
        </details>
      )}
      {added.length > 0 && (
        <button type="button" class="primary" onClick={onAdd}>
          {say.add(added.length)}
        </button>
      )}
    </>
  );
}

async function lookInto(file: File, unit: string): Promise<Chosen> {
  const loaded = await loaders();
  if ('fault' in loaded) return { state: 'faulty', message: loaded.fault };
  const { importing, organisation, document, version } = loaded;
  const zone = organisation.organise(version, document).timeZoneOf(unit);
  const year = new Date().getFullYear();
  const wanted = { zone, from: `${year}-01-01`, to: `${year + 2}-12-31` };
  const found = await importing.readCalendar(await file.text(), wanted);
  if ('code' in found) return { state: 'faulty', message: whyNot(found) };
  const { added, knownDays } = organisation.withHolidays(document, unit, found.holidays);
  return { state: 'read', found, added, knownDays };
}

/** Adds them to the document as it is by now: others may have changed it while the file was looked at. */
async function addTo(unit: string, holidays: readonly Holiday[]): Promise<Chosen> {
  const loaded = await loaders();
  if ('fault' in loaded) return { state: 'faulty', message: loaded.fault };
  const { document, added } = loaded.organisation.withHolidays(loaded.document, unit, holidays);
  const answer = await send<OrganisationApplied>('/api/organisation', document, 'PUT');
  if (answer.ok) return { state: 'done', count: added.length };
  return { state: 'faulty', message: `${answer.trouble.detail} ${answer.trouble.advice}` };
}

async function loaders() {
  const loading = Promise.all([loadReaders(), read<OrganisationVersion>('/api/organisation')]);
  const loaded = await loading.catch(() => null);
  if (loaded === null) return { fault: words.importing.unloadable };
  const [[importing, organisation], answer] = loaded;
  if (!answer.ok) return { fault: `${answer.trouble.detail} ${answer.trouble.advice}` };
  const { version, document } = answer.value;
  return { importing, organisation, version, document };
}
