import { useId, useState } from 'preact/hooks';
import type { Indicator } from '#libs/contracts';
import { words } from '../words.js';
import type { Draft } from './draft.js';

interface Props {
  indicator: Indicator;
  draft: Draft;
  onDraft: (draft: Draft) => void;
  fault: string | null;
}

/** The big field for the figure (two for a fraction), and a note for whoever wants one. */
export function FigureFields({ indicator, draft, onDraft, fault }: Props) {
  const id = useId();
  const [noting, note] = useState(false);
  const isFraction = indicator.scale === 'fraction';
  const field = (key: 'figure' | 'whole', label: string) => (
    <div class="field">
      <label for={`${id}-${key}`}>{label}</label>
      <input
        id={`${id}-${key}`}
        class="figure-field"
        type="text"
        inputMode={isFraction || indicator.scale === 'count' ? 'numeric' : 'decimal'}
        autoComplete="off"
        enterKeyHint="send"
        value={draft[key]}
        aria-invalid={fault !== null}
        aria-describedby={fault === null ? undefined : `${id}-fault`}
        onInput={(event) => onDraft({ ...draft, [key]: event.currentTarget.value })}
      />
    </div>
  );
  return (
    <div class="figure-fields">
      {field('figure', isFraction ? words.post.part : words.post.value(indicator.measure))}
      {isFraction && field('whole', words.post.whole)}
      {fault !== null && (
        <p id={`${id}-fault`} class="fault" role="alert">
          {fault}
        </p>
      )}
      {noting ? (
        <div class="field is-note">
          <label for={`${id}-note`}>{words.post.note}</label>
          <input
            id={`${id}-note`}
            type="text"
            maxLength={2000}
            value={draft.note}
            onInput={(event) => onDraft({ ...draft, note: event.currentTarget.value })}
          />
        </div>
      ) : (
        <button type="button" class="quiet is-note" onClick={() => note(true)}>
          {words.post.addNote}
        </button>
      )}
    </div>
  );
}
