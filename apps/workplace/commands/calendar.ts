import type { Holiday, OrganisationDocument } from '#libs/contracts';
import { IsoDate, OrganisationApplied, OrganisationVersion, SyncoError } from '#libs/contracts';
import type { RefusedEvent } from '#libs/importing';
import { readCalendar } from '#libs/importing';
import { organise, withHolidays } from '#libs/organisation';
import type { Client } from '../client.js';
import { sayDifference } from '../difference.js';
import { exitCodes } from '../failure.js';
import { write } from '../io.js';
import type { Io } from '../io.js';
import { readText } from '../read-text.js';

/** What `synco calendar import` was given; without dates the holidays of this year and the next two are taken. */
export interface CalendarFlags {
  unit?: string;
  from?: string;
  to?: string;
  dryRun?: boolean;
}

/**
 * Adds the whole days of an iCalendar file to a unit's holidays: says first what is new and what is left out, lets the server try the
 * document, and applies it unless this was all that was asked. Returns the exit code.
 */
export async function importCalendar(file: string, flags: CalendarFlags, io: Io, client: Client): Promise<number> {
  const { document, version } = await client.get('/api/organisation', OrganisationVersion);
  const unit = unitOf(document, flags.unit ?? client.unit);
  const wanted = { zone: organise(version, document).timeZoneOf(unit), ...datesOf(flags) };
  const read = await readCalendar(await readText(file, io), wanted);
  if ('code' in read) throw new SyncoError(read.code, read.message);
  const { document: changed, added, knownDays } = withHolidays(document, unit, read.holidays);
  await write(io.stdout, sayHolidays(added, { unit, knownDays, ...wanted }));
  if (read.refused.length > 0) await write(io.stderr, sayRefused(read.refused));
  if (added.length > 0) {
    const put = (query: string) => client.put(`/api/organisation${query}`, changed, OrganisationApplied);
    const tried = await put('?dryRun=true');
    await write(io.stdout, sayDifference(flags.dryRun === true ? tried : await put('')));
  }
  return read.refused.length > 0 ? exitCodes.someRefused : exitCodes.done;
}

function unitOf({ units }: OrganisationDocument, id: string | null): string {
  if (id === null) throw new SyncoError('usage-wrong', 'Say whose calendar it is: --unit UNIT.');
  if (!units.some((unit) => unit.id === id)) throw new SyncoError('unit-unknown', `There is no unit "${id}".`);
  return id;
}

function datesOf({ from, to }: CalendarFlags): { from: string; to: string } {
  const year = new Date().getFullYear();
  for (const date of [from, to])
    if (date !== undefined && !IsoDate.safeParse(date).success)
      throw new SyncoError('usage-wrong', `"${date}" is no date; write 2026-12-31.`);
  return { from: from ?? `${year}-01-01`, to: to ?? `${year + 2}-12-31` };
}

interface About {
  unit: string;
  knownDays: number;
  from: string;
  to: string;
}

function sayHolidays(added: readonly Holiday[], { unit, knownDays, from, to }: About): string {
  const lines = added.map(
    ({ date, until, name }) => `  ${date}${until === undefined ? '' : ` to ${until}`}  ${name}\n`,
  );
  const known = knownDays === 0 ? '' : `; ${counted(knownDays, 'day')} in the calendar already`;
  return `${counted(added.length, 'new holiday')} of ${unit} from ${from} to ${to}${known}.\n${lines.join('')}`;
}

function sayRefused(refused: readonly RefusedEvent[]): string {
  const lines = refused.map(({ name, begins, code, message }) => `  ${name} (${begins}): ${message} (${code})\n`);
  return `Left out:\n${lines.join('')}`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
