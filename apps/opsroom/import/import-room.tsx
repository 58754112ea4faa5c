import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Indicator, Refusal, Unit } from '#libs/contracts';
import { words } from '../words.js';
import { Carrier } from './carrier.js';
import { FileChooser } from './file-chooser.js';
import { Outcome } from './outcome.js';
import { Preview } from './preview.js';
import { type Answers, type ReadFile, readFile } from './reader.js';
import { Shape } from './shape.js';

/** What has become of the file that was chosen last. */
type Chosen =
  | { state: 'none' }
  | { state: 'reading'; file: File }
  | { state: 'refused'; file: File; refusal: Refusal }
  | { state: 'read'; file: File; read: ReadFile };

/** Choosing a file, looking at what was read of it, answering what it leaves open, sending it. */
export function ImportRoom({ unit, posted }: { unit: Unit; posted: readonly Indicator[] }) {
  const [chosen, setChosen] = useState<Chosen>({ state: 'none' });
  const [answers, setAnswers] = useState<Answers>({});
  const carrier = useMemo(() => new Carrier(), [chosen]);
  useEffect(() => () => carrier.end(), [carrier]);
  const choose = async (file: File, sheet: string | null) => {
    setChosen({ state: 'reading', file });
    if (sheet === null) setAnswers({});
    const read = await readFile(file, unit.id, sheet);
    setChosen('code' in read ? { state: 'refused', file, refusal: read } : { state: 'read', file, read });
  };
  const { state } = carrier.carrying.value;
  return (
    <>
      {state !== 'sent' && <p class="measure">{words.importing.lead(unit.name)}</p>}
      {state !== 'sending' && (
        <FileChooser
          again={chosen.state !== 'none'}
          busy={chosen.state === 'reading'}
          onFile={(file) => void choose(file, null)}
        />
      )}
      {chosen.state === 'none' && <Shape posted={posted} />}
      {chosen.state === 'reading' && (
        <p class="loading" role="status" aria-busy="true">
          {words.importing.reading(chosen.file.name)}
        </p>
      )}
      {chosen.state === 'refused' && (
        <p class="trouble" role="alert">
          <span>
            <strong>{chosen.file.name}:</strong> {chosen.refusal.message}
          </span>
        </p>
      )}
      {chosen.state === 'read' && state === 'ready' && (
        <Preview
          name={chosen.file.name}
          file={chosen.read}
          answers={answers}
          onAnswer={setAnswers}
          onSheet={(sheet) => void choose(chosen.file, sheet)}
          onSend={(figures, held) => void carrier.send(chosen.file.name, figures, held)}
        />
      )}
      <Outcome carrying={carrier.carrying.value} unit={unit} />
    </>
  );
}
