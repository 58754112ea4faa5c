import type { Language } from '#libs/contracts';
import { chooseLanguage, language } from '../words/language.js';
import { words } from '../words.js';

const names: readonly (readonly [Language, string])[] = [
  ['en', 'English'],
  ['es', 'Español'],
];

/** In which language the page speaks on this device: each by its own name. */
export function Languages() {
  return (
    <nav class="languages" aria-label={words.language}>
      {names.map(([one, name]) => (
        <button
          key={one}
          type="button"
          class="quiet"
          lang={one}
          aria-pressed={one === language}
          onClick={() => chooseLanguage(one)}
        >
          {name}
        </button>
      ))}
    </nav>
  );
}
