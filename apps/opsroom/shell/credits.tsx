import { organisation } from '../data/organisation.js';
import { words } from '../words.js';

/** Where the figures come from and what was assumed: shown to everybody who reads them. */
export function Credits() {
  const known = organisation.value;
  if (!known || known.credits.length === 0) return null;
  return (
    <section class="credits" aria-labelledby="credits">
      <h2 id="credits">{words.credits.title}</h2>
      <ul>
        {known.credits.map((credit) => (
          <li key={credit}>{credit}</li>
        ))}
      </ul>
      <p>{words.credits.version(known.version)}</p>
    </section>
  );
}
