import { useId, useState } from 'preact/hooks';
import { words } from '../words.js';

/** Something that is shown once and has to be carried elsewhere: to be copied whole. */
export function Copied({ label, text, hint }: { label: string; text: string; hint: string }) {
  const id = useId();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <div class="copied">
      <label for={id}>{label}</label>
      <input id={id} type="text" readOnly value={text} onFocus={(event) => event.currentTarget.select()} />
      <button type="button" onClick={() => void copy()}>
        {copied ? words.people.copied : words.people.copy}
      </button>
      <p class="soft">{hint}</p>
    </div>
  );
}
