import type { ImportList } from '#libs/contracts';
import { useLoaded } from '../data/loaded.js';
import { ImportSummary } from '../import/summary.js';
import { words } from '../words.js';

/** The newest imports of the viewer's own unit, each as one summary. Nothing where there is none. */
export function Imports({ unit }: { unit: string }) {
  const list = useLoaded<ImportList>(
    `/api/units/${encodeURIComponent(unit)}/imports`,
    (change) => change.kind === 'figures' && change.unit === unit,
  );
  const imports = list.value?.imports ?? [];
  if (imports.length === 0) return null;
  return (
    <section class="panel imports" aria-labelledby="imports">
      <h2 id="imports">{words.imports.heading}</h2>
      {imports.map((found) => (
        <ImportSummary key={found.id} found={found} />
      ))}
    </section>
  );
}
