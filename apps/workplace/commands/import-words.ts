import type { Doubt, Figure, Table } from '#libs/importing';
import { write } from '../io.js';
import type { Io } from '../io.js';

const shown = 20;

/** Writes what would be sent: one figure a line, with its cell, indicator, period and value. */
export async function writeFigures(figures: readonly Figure[], io: Io): Promise<void> {
  const lines = figures.map(({ address, period, observation }) => [
    address,
    observation.indicator,
    period,
    observation.n === undefined ? String(observation.value) : partOf(observation.value, observation.n),
  ]);
  const widths = [0, 1, 2].map((column) => lines.reduce((most, line) => Math.max(most, line[column]?.length ?? 0), 0));
  for (const line of lines) {
    await write(io.stdout, `${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}\n`);
  }
}

function partOf(share: number, whole: number): string {
  return `${Math.round(share * whole)} of ${whole}`;
}

/** Tells what was left out without harm, and how the file was read, on stderr. */
export async function tellNotes(doubts: readonly Doubt[], oldEncoding: boolean, io: Io): Promise<void> {
  const notes = doubts
    .filter(({ severity }) => severity === 'note')
    .map(({ address, message }) => `  ${address}: ${message}`);
  if (oldEncoding) notes.unshift('  The file is not in UTF-8; it was read as Windows-1252.');
  if (notes.length === 0) return;
  const more = notes.length > shown ? `  … and ${notes.length - shown} more\n` : '';
  await write(io.stderr, `To be known:\n${notes.slice(0, shown).join('\n')}\n${more}`);
}

/** Tells how to answer what the cells leave open. */
export async function tellQuestions({ questions, doubts }: Table, yes: boolean, io: Io): Promise<void> {
  const { dates, decimal } = questions;
  const answers = [
    ...(dates.asked ? [`  the order of the dates: --dates ${dates.possible.join(' or --dates ')}`] : []),
    ...(decimal.asked ? ['  the decimal mark: --decimal comma or --decimal point'] : []),
    ...(doubts.some(({ severity }) => severity === 'warning')
      ? ['  figures far from usual that are right: --yes']
      : []),
  ];
  if (answers.length > 0)
    await write(io.stderr, `What the file leaves open, and how to answer:\n${answers.join('\n')}\n`);
}
