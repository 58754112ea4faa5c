import type { ComponentChildren } from 'preact';
import type { Loaded } from '../data/loaded.js';
import type { Trouble } from '../data/answer.js';
import { words } from '../words.js';

/** Trouble in words, with what to do next. */
export function TroubleNote({ trouble, again }: { trouble: Trouble; again?: (() => void) | undefined }) {
  return (
    <div class="trouble" role="alert">
      <p>
        <strong>{trouble.detail}</strong> {trouble.advice}
      </p>
      {again && (
        <button type="button" onClick={again}>
          {words.trouble.again}
        </button>
      )}
    </div>
  );
}

interface Props<T> {
  from: Loaded<T>;
  children: (value: T) => ComponentChildren;
}

/** Shows what was loaded; in trouble the last good value stays. That nobody answers at all is said once, above the page. */
export function Shown<T>({ from, children }: Props<T>) {
  if (from.value === null) {
    if (from.trouble && !from.trouble.away) return <TroubleNote trouble={from.trouble} again={from.again} />;
    if (from.trouble) return <p class="empty">{words.trouble.notSeen}</p>;
    return (
      <p class="loading" aria-busy="true">
        {words.loading}
      </p>
    );
  }
  return (
    <>
      {from.trouble && !from.trouble.away && <TroubleNote trouble={from.trouble} again={from.again} />}
      {children(from.value)}
    </>
  );
}
