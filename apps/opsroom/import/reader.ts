import type { DateOrder, DecimalMark, OpenedFile, Table } from '#libs/importing';
import type { OrganisationVersion, Refusal } from '#libs/contracts';
import { read } from '../data/api.js';
import { whyNot, words } from '../words.js';

/** A person's answers to what the cells leave open. */
export interface Answers {
  dates?: DateOrder | undefined;
  decimal?: DecimalMark | undefined;
}

/** A file that was read for a unit: its cells, and its table under any answers. */
export interface ReadFile {
  opened: OpenedFile;
  read: (answers: Answers) => Table;
}

/** Loads what reads files: not before a file is chosen, so that nobody waits for it who imports nothing. */
export async function loadReaders() {
  const { withoutCompiling } = await import('./jitless.js');
  withoutCompiling();
  return Promise.all([import('#libs/importing'), import('#libs/organisation')]);
}

/** Reads a file chosen for a unit, the named sheet of a workbook or its first. */
export async function readFile(file: File, unit: string, sheet: string | null): Promise<ReadFile | Refusal> {
  const loading = Promise.all([loadReaders(), read<OrganisationVersion>('/api/organisation')]);
  const loaded = await loading.catch(() => null);
  if (loaded === null) return { code: 'file-unreadable', message: words.importing.unloadable };
  const [[importing, organisation], answer] = loaded;
  if (!answer.ok) return { code: 'server-unreachable', message: `${answer.trouble.detail} ${answer.trouble.advice}` };
  // A file that is too large is refused by its beginning, and not read to its end.
  const part = await file.slice(0, importing.largestFile + 1).arrayBuffer();
  const opened = await importing.openFile(new Uint8Array(part), sheet);
  if ('code' in opened) return { ...opened, message: whyNot(opened) };
  const { version, document } = answer.value;
  const known = organisation.organise(version, document);
  return {
    opened,
    read: (answers) => importing.readTable(opened.cells, known, { unit, now: Date.now(), ...answers }),
  };
}
