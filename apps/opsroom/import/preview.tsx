import { useId, useMemo, useState } from 'preact/hooks';
import type { Doubt, Figure, Table } from '#libs/importing';
import { words } from '../words.js';
import { DoubtList } from './doubt-list.js';
import { PreviewTable } from './preview-table.js';
import { Questions } from './questions.js';
import type { Answers, ReadFile } from './reader.js';

interface Props {
  name: string;
  file: ReadFile;
  answers: Answers;
  onAnswer: (answers: Answers) => void;
  onSheet: (sheet: string) => void;
  onSend: (figures: readonly Figure[], held: number) => void;
}

/** What was read of a file: how much of it, what it leaves open, what is doubtful, the table, and the way to send it. */
export function Preview({ name, file, answers, onAnswer, onSheet, onSend }: Props) {
  const [unusual, sendUnusual] = useState(false);
  const { opened } = file;
  const table = useMemo(() => file.read(answers), [file, answers]);
  const { listed, held, figures } = useMemo(() => sorted(table, unusual), [table, unusual]);
  const isAsked = table.questions.dates.asked || table.questions.decimal.asked;
  const notes = table.doubts.filter(({ severity }) => severity === 'note');
  const marked = useMemo(() => new Map(table.doubts.toReversed().map((doubt) => [doubt.address, doubt])), [table]);
  return (
    <>
      {opened.sheets.length > 1 && <SheetChooser sheets={opened.sheets} chosen={opened.sheet} onSheet={onSheet} />}
      {opened.oldEncoding && <p class="known-note">{words.importing.old}</p>}
      <p class="import-found" role="status">
        {figures.length === 0 ? words.importing.none : words.importing.found(figures.length, name)}
      </p>
      <Questions table={table} answers={answers} onAnswer={onAnswer} />
      {listed.length > 0 && <InDoubt doubts={listed} unusual={unusual} onUnusual={() => sendUnusual(!unusual)} />}
      {notes.length > 0 && (
        <details class="panel">
          <summary>{words.importing.notes(notes.length)}</summary>
          <DoubtList doubts={notes} />
        </details>
      )}
      {table.layout !== null && <PreviewTable table={table} opened={opened} doubts={marked} />}
      {figures.length > 0 && (
        <>
          <p class="soft">{words.importing.corrects}</p>
          <div class={`import-send ${isAsked ? '' : 'is-ready'}`}>
            <button type="button" class={isAsked ? '' : 'primary'} onClick={() => onSend(figures, held)}>
              {words.importing.send(figures.length, held)}
            </button>
          </div>
        </>
      )}
    </>
  );
}

interface InDoubtProps {
  doubts: readonly Doubt[];
  unusual: boolean;
  onUnusual: () => void;
}

function InDoubt({ doubts, unusual, onUnusual }: InDoubtProps) {
  const warnings = doubts.filter(({ severity }) => severity === 'warning');
  return (
    <section class="panel" aria-labelledby="doubts">
      <h2 id="doubts">{words.importing.doubts(doubts.length)}</h2>
      <p class="soft">{words.importing.doubtsHint}</p>
      <DoubtList doubts={doubts} />
      {warnings.length > 0 && (
        <label class="check">
          <input type="checkbox" checked={unusual} onChange={onUnusual} />
          <span>{words.importing.unusual(warnings.length)}</span>
        </label>
      )}
    </section>
  );
}

interface Sorted {
  /** Errors and warnings that no answer would settle, in the order of the file. */
  listed: readonly Doubt[];
  /** How many cells are left out. */
  held: number;
  figures: readonly Figure[];
}

function sorted(table: Table, unusual: boolean): Sorted {
  const doubts = table.doubts.filter(({ severity }) => severity !== 'note');
  const out = new Set(doubts.filter(({ severity }) => severity === 'error' || !unusual).map(({ address }) => address));
  const figures = table.rows.flatMap((row) => row.figures).filter(({ address }) => !out.has(address));
  return { listed: doubts.filter(({ asks }) => asks === null), held: out.size, figures };
}

interface SheetProps {
  sheets: readonly string[];
  chosen: string | null;
  onSheet: (sheet: string) => void;
}

function SheetChooser({ sheets, chosen, onSheet }: SheetProps) {
  const id = useId();
  return (
    <div class="field import-sheet">
      <label for={id}>{words.importing.sheet}</label>
      <select id={id} value={chosen ?? ''} onChange={(event) => onSheet(event.currentTarget.value)}>
        {sheets.map((sheet) => (
          <option key={sheet} value={sheet}>
            {sheet}
          </option>
        ))}
      </select>
    </div>
  );
}
