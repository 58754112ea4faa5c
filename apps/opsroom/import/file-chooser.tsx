import { useState } from 'preact/hooks';
import { words } from '../words.js';

interface Props {
  /** Whether a file has been chosen already: then the place for another one is small. */
  again: boolean;
  busy: boolean;
  onFile: (file: File) => void;
}

/** A place to choose a file or to drop one. */
export function FileChooser({ again, busy, onFile }: Props) {
  const [over, setOver] = useState(false);
  const take = (files: FileList | null | undefined) => {
    const [file] = files ?? [];
    if (file && !busy) onFile(file);
  };
  return (
    <div
      class={`file-chooser ${again ? 'is-again' : ''} ${over ? 'is-over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer?.files);
      }}
    >
      <label class={again ? 'button' : 'button primary'}>
        {again ? words.importing.another : words.importing.choose}
        <input
          type="file"
          class="unseen"
          accept=".csv,.tsv,.txt,.xlsx,.xlsm"
          disabled={busy}
          onChange={(event) => {
            take(event.currentTarget.files);
            event.currentTarget.value = '';
          }}
        />
      </label>
      {!again && <span class="soft drop-hint">{words.importing.drop}</span>}
    </div>
  );
}
