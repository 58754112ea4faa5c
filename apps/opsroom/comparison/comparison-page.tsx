import { useState } from 'preact/hooks';
import type { Change, Comparison, UnitView } from '#libs/contracts';
import { now } from '../clock.js';
import { useLoaded } from '../data/loaded.js';
import { formatDate, formatInstant } from '../format/instants.js';
import { isoDate, periodLabel } from '../format/periods.js';
import { Credits } from '../shell/credits.js';
import { Shown } from '../shell/notice.js';
import { Crumbs } from '../unit/crumbs.js';
import { words } from '../words.js';
import { Answers } from './answers.js';
import { ComparisonTable } from './comparison-table.js';
import { type Group, groupsOf } from './groups.js';
import { type Quarter, quarterNamed, quarterOf } from './quarters.js';
import { QuarterChooser } from './quarter-chooser.js';

interface Props {
  id: string;
  /** The quarter's name from the address; null for the newest with figures. */
  quarter: string | null;
}

/** A unit's children side by side over a quarter, for reading on paper too. */
export function ComparisonPage({ id, quarter }: Props) {
  const view = useLoaded<UnitView>(`/api/units/${encodeURIComponent(id)}`, (change) => change.kind === 'organisation');
  return (
    <Shown from={view}>
      {(unit) => {
        const newest = newestQuarter(unit);
        return <Compared unit={unit} quarter={quarterNamed(quarter) ?? newest} newest={newest} />;
      }}
    </Shown>
  );
}

function Compared({ unit, quarter, newest }: { unit: UnitView; quarter: Quarter; newest: Quarter }) {
  const { id, name } = unit.unit;
  const hasChildren = unit.children.length > 0;
  const path = `/api/units/${encodeURIComponent(id)}/comparison?from=${quarter.from}&to=${quarter.to}`;
  const children = new Set(unit.children.map((child) => child.id));
  const comparison = useLoaded<Comparison>(hasChildren ? path : null, (change) => concerns(change, children));
  return (
    <div class="compare">
      <Crumbs path={unit.path} />
      <div class="title-row">
        <h1>{words.compare.title(name)}</h1>
        <button type="button" class="primary print-button" onClick={() => window.print()}>
          {words.compare.print}
        </button>
      </div>
      <p class="quarter-name">
        <strong>{periodLabel(quarter.name)}</strong>{' '}
        <span class="soft">{words.compare.span(formatDate(quarter.from), formatDate(quarter.to))}</span>
      </p>
      <p class="soft measure">{words.compare.lead}</p>
      <QuarterChooser unit={id} quarter={quarter} newest={newest} />
      {hasChildren ? (
        <Shown from={comparison}>{(value) => <Tables comparison={value} />}</Shown>
      ) : (
        <p class="empty">{words.compare.noChildren}</p>
      )}
      <Answers unit={id} quarter={quarter} />
      <Credits />
      <p class="printed soft">{words.compare.printed(formatInstant(new Date(now.value).toISOString(), 0))}</p>
    </div>
  );
}

function Tables({ comparison }: { comparison: Comparison }) {
  const [chosen, choose] = useState<string | null>();
  const groups = groupsOf(comparison.rows.filter((row) => row.periods > 0 || row.raised > 0 || row.open > 0));
  const shown = chosen === undefined && groups[0] ? keyOf(groups[0]) : (chosen ?? null);
  if (groups.length === 0) return <p class="empty">{words.compare.none}</p>;
  return (
    <>
      {groups.length > 1 && (
        <fieldset class="choice">
          <legend>{words.compare.quantity}</legend>
          {[...groups.map(keyOf), null].map((key) => (
            <label key={key}>
              <input type="radio" name="quantity" checked={shown === key} onChange={() => choose(key)} />
              <span>{groups.find((group) => keyOf(group) === key)?.name ?? words.compare.all}</span>
            </label>
          ))}
        </fieldset>
      )}
      {groups
        .filter((group) => shown === null || keyOf(group) === shown)
        .map((group) => (
          <ComparisonTable key={keyOf(group)} group={group} />
        ))}
    </>
  );
}

function keyOf(group: Group): string {
  return `${group.name} ${group.measure}`;
}

function newestQuarter(unit: UnitView): Quarter {
  const newest = unit.indicators
    .map((one) => (one.latest ? quarterOf(one.latest.period) : null))
    .filter((quarter) => quarter !== null)
    .toSorted((one, other) => one.from.localeCompare(other.from))
    .at(-1);
  const today = quarterOf(isoDate(Date.now()));
  return newest ?? today ?? { name: '1970-Q1', year: 1970, number: 1, from: '1970-01-01', to: '1970-03-31' };
}

function concerns(change: Change, children: ReadonlySet<string>): boolean {
  if (change.kind === 'figures') return children.has(change.unit);
  if (change.kind === 'alert') return change.reached.some((unit) => children.has(unit));
  return change.kind === 'organisation';
}
