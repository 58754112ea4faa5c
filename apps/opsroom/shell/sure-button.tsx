import { useState } from 'preact/hooks';

interface Props {
  label: string;
  /** What it says once it was pressed: what will follow. */
  sure: string;
  onSure: () => void;
}

/** A button for what cannot be taken back: pressed it says what follows, pressed again, not in one double press, it is done. */
export function SureButton({ label, sure, onSure }: Props) {
  const [asked, setAsked] = useState(false);
  const press = (event: MouseEvent) => {
    if (event.detail > 1) return;
    setAsked(!asked);
    if (asked) onSure();
  };
  return (
    <button type="button" class={asked ? '' : 'quiet'} onClick={press} onBlur={() => setAsked(false)}>
      {asked ? sure : label}
    </button>
  );
}
