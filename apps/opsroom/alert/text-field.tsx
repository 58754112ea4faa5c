import { useId } from 'preact/hooks';
import { words } from '../words.js';

interface Props {
  label: string;
  value: string;
  onInput: (text: string) => void;
  missing?: boolean;
}

/** A field for some lines of text; says so when it must not stay empty. */
export function TextField({ label, value, onInput, missing = false }: Props) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        rows={3}
        maxLength={2000}
        value={value}
        aria-invalid={missing}
        aria-describedby={missing ? `${id}-missing` : undefined}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      {missing && (
        <p id={`${id}-missing`} class="fault" role="alert">
          {words.acts.missing}
        </p>
      )}
    </div>
  );
}
