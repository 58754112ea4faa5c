import type { ComponentChildren } from 'preact';
import type { ComparisonRow, Indices } from '#libs/contracts';
import { addressOf } from '../addresses.js';
import { formatChange, formatIndex, formatNumber, formatShare } from '../format/numbers.js';
import { words } from '../words.js';
import { Dumbbell } from './dumbbell.js';
import { type Group, movementOf } from './groups.js';

const say = words.compare;

/** One quantity in all units that have it: where its level stood and stands, the indices, the alerts, the coverage. */
export function ComparisonTable({ group }: { group: Group }) {
  const heads = [say.unit, say.then, say.now, say.drawn, say.change, say.productivity, say.performance, say.raised, say.solved, say.climbed, say.open];
  return (
    <section class="comparison">
      <h2>
        {group.name} <span class="soft">{group.measure}</span>
      </h2>
      <table>
        <thead>
          <tr>
            {[...heads, say.coverage].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {group.rows.map((row) => (
            <Row key={`${row.unit} ${row.indicator}`} row={row} bounds={[group.least, group.most]} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ row, bounds }: { row: ComparisonRow; bounds: readonly [number, number] }) {
  const movement = movementOf(row);
  const level = (value: number | null) => (value === null ? say.noValue : formatNumber(value));
  return (
    <tr>
      <th scope="row">
        <a href={addressOf({ page: 'unit', id: row.unit })}>{row.unitName}</a>
      </th>
      <Cell head={say.then}>{level(row.levelThen)}</Cell>
      <Cell head={say.now}>{level(row.levelNow)}</Cell>
      <td class="drawn" data-head={say.drawn}>
        {movement && row.levelThen !== null && row.levelNow !== null ? (
          <Dumbbell then={row.levelThen} now={row.levelNow} bounds={bounds} verdict={movement.verdict} />
        ) : (
          <span class="soft">{row.indicesNow ? say.hidden : say.noValue}</span>
        )}
      </td>
      <Cell head={say.change}>
        {movement ? (
          <span class={`movement is-${movement.verdict}`}>
            {formatChange(movement.change)}
            {movement.share !== null && ` (${formatChange(movement.share * 100)} %)`} <small>{say[movement.verdict]}</small>
          </span>
        ) : (
          say.noValue
        )}
      </Cell>
      <Cell head={say.productivity}>{pair(row, 'productivity')}</Cell>
      <Cell head={say.performance}>{pair(row, 'performance')}</Cell>
      <Cell head={say.raised}>{formatNumber(row.raised)}</Cell>
      <Cell head={say.solved}>{formatNumber(row.solved)}</Cell>
      <Cell head={say.climbed}>{formatNumber(row.climbed)}</Cell>
      <Cell head={say.open}>{formatNumber(row.open)}</Cell>
      <Cell head={say.coverage}>{row.coverage === null ? say.noValue : formatShare(row.coverage)}</Cell>
    </tr>
  );
}

function Cell({ head, children }: { head: string; children: ComponentChildren }) {
  return (
    <td class="number" data-head={head}>
      {children}
    </td>
  );
}

function pair(row: ComparisonRow, name: keyof Indices): string {
  const [then, now] = [row.indicesThen?.[name] ?? null, row.indicesNow?.[name] ?? null];
  if (then === null && now === null) return say.noValue;
  return [then, now].map((index) => (index === null ? say.noValue : formatIndex(index))).join(' → ');
}
