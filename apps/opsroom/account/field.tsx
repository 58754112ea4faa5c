import { useId, useState } from 'preact/hooks';
import { words } from '../words.js';

interface Props {
  label: string;
  value: string;
  autoComplete: string;
  onInput: (text: string) => void;
  type?: 'text' | 'email';
  /** What is wrong with it; null where nothing is. */
  fault?: string | null;
}

/** A line of text about an account. */
export function LineField({ label, value, autoComplete, onInput, type = 'text', fault = null }: Props) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type={type}
        list={undefined}
        autoComplete={autoComplete}
        maxLength={type === 'email' ? 254 : 120}
        value={value}
        aria-invalid={fault !== null}
        aria-describedby={fault === null ? undefined : `${id}-fault`}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      <Fault id={`${id}-fault`} fault={fault} />
    </div>
  );
}

/** A password, hidden until whoever writes it wants to see it. */
export function PasswordField({ label, value, autoComplete, onInput, fault = null }: Omit<Props, 'type'>) {
  const id = useId();
  const [shown, setShown] = useState(false);
  const own = {
    id,
    autoComplete,
    maxLength: 200,
    value,
    'aria-invalid': fault !== null,
    'aria-describedby': fault === null ? undefined : `${id}-fault`,
    onInput: (event: { currentTarget: HTMLInputElement }) => onInput(event.currentTarget.value),
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="password">
        {shown ? <input type="text" {...own} /> : <input type="password" {...own} />}
        <button type="button" class="quiet" aria-pressed={shown} onClick={() => setShown(!shown)}>
          {words.account.show}
        </button>
      </div>
      <Fault id={`${id}-fault`} fault={fault} />
    </div>
  );
}

function Fault({ id, fault }: { id: string; fault: string | null }) {
  if (fault === null) return null;
  return (
    <p id={id} class="fault" role="alert">
      {fault}
    </p>
  );
}
