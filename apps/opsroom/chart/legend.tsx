import type { DeviationKind } from '#libs/contracts';
import { words } from '../words.js';
import type { Columns } from './columns.js';
import { shapes } from './shapes.js';
import type { Told } from './told.js';

/** What the lines and marks of this very chart mean; what it does not show is not explained. */
export function Legend({ columns, told }: { columns: Columns; told: readonly Told[] }) {
  const kinds = [
    ...new Set(told.filter((one) => one.deviation.status !== 'withdrawn').map((one) => one.deviation.kind)),
  ];
  return (
    <figcaption class="legend">
      <Line name="figure" label={words.chart.value} />
      {has(columns.level) && <Line name="level" label={words.chart.level} />}
      {has(columns.low) && <Line name="band" label={words.chart.band} />}
      {has(columns.capability) && <Line name="capability" label={words.chart.capability} />}
      {has(columns.potentiality) && <Line name="potentiality" label={words.chart.potentiality} />}
      {columns.references.map((line) => (
        <Line key={line.name} name="reference" label={line.name} />
      ))}
      {columns.points.some((point) => point && !point.settled) && (
        <Line name="provisional" label={words.chart.provisional} />
      )}
      {columns.points.some((point) => point && point.revision > 1) && (
        <Line name="corrected" label={words.chart.corrected} />
      )}
      {kinds.map((kind) => (
        <span key={kind} class="legend-item">
          <Mark kind={kind} good={null} /> {words.chart.kinds[kind]}
        </span>
      ))}
    </figcaption>
  );
}

/** The mark of a kind of deviation, as the chart draws it. */
export function Mark({ kind, good, down = false }: { kind: DeviationKind; good: boolean | null; down?: boolean }) {
  const tone = good === null ? '' : good ? 'is-good' : 'is-bad';
  return (
    <svg class={`mark mark-${kind} ${tone}`} viewBox="-8 -8 16 16" width="16" height="16" aria-hidden="true">
      <path d={shapes[kind]} transform={down && kind !== 'transient' ? 'scale(1 -1)' : 'scale(1 1)'} />
    </svg>
  );
}

function Line({ name, label }: { name: string; label: string }) {
  const round = name === 'provisional' || name === 'corrected';
  return (
    <span class="legend-item">
      <svg class={`key key-${name}`} viewBox="0 0 24 12" width="24" height="12" aria-hidden="true">
        {name === 'band' ? (
          <rect x="0" y="1" width="24" height="10" />
        ) : round ? null : (
          <line x1="0" y1="6" x2="24" y2="6" />
        )}
        {(round || name === 'figure') && <circle cx="12" cy="6" r="3" />}
        {name === 'corrected' && <circle class="ring" cx="12" cy="6" r="5" />}
      </svg>{' '}
      {label}
    </span>
  );
}

function has(column: readonly (number | null)[]): boolean {
  return column.some((value) => value !== null);
}
