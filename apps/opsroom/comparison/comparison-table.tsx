import type { ComponentChildren } from 'preact';
import type { ComparisonRow, Indices } from '#libs/contracts';
import { addressOf } from '../addresses.js';
import { formatIndex, formatLike, formatNumber, formatShare } from '../format/numbers.js';
import { words } from '../words.js';
import { Dumbbell } from './dumbbell.js';
import { type Group, movementOf } from './groups.js';

const say = words.compare;

/** One quantity in all units that have it: where its level stood and stands, the indices, the alerts, the coverage. */
export function ComparisonTable({ group }: { group: Group }) {
  const heads = [
    say.unit,
    ...(group.hasLevels ? [say.before, say.now, say.drawn, say.change] : []),
    ...(group.hasIndices ? [say.productivity, say.performance] : []),
    say.raised,
    say.solved,
    say.climbed,
    say.open,
    say.coverage,
  ];
  return (
    <section class="comparison">
      <h2>
        {group.name} <span class="soft">{group.measure}</span>
      </h2>
      {!group.hasLevels && <p class="soft">{say.allHidden}</p>}
      <table>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col" class={head === say.unit || head === say.drawn ? undefined : 'number'}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {group.rows.map((row) => (
            <tr key={`${row.unit} ${row.indicator}`}>
              <th scope="row">
                <a href={addressOf({ page: 'unit', id: row.unit })}>{row.unitName}</a>
              </th>
              {group.hasLevels && <Levels row={row} group={group} />}
              {group.hasIndices && <Cell head={say.productivity}>{pair(row, 'productivity')}</Cell>}
              {group.hasIndices && <Cell head={say.performance}>{pair(row, 'performance')}</Cell>}
              <Alerts row={row} />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Levels({ row, group }: { row: ComparisonRow; group: Group }) {
  const movement = movementOf(row);
  const size = Math.max(Math.abs(group.least), Math.abs(group.most));
  if (!movement && row.indicesNow && row.levelNow === null) {
    return (
      <td class="hidden-levels soft" colSpan={4}>
        {say.hidden}
      </td>
    );
  }
  const level = (value: number | null) => (value === null ? say.noValue : formatLike(value, size));
  return (
    <>
      <Cell head={say.before}>{level(row.levelThen)}</Cell>
      <Cell head={say.now}>{level(row.levelNow)}</Cell>
      <td class="drawn">
        {movement && row.levelThen !== null && row.levelNow !== null ? (
          <Dumbbell
            then={row.levelThen}
            now={row.levelNow}
            bounds={[group.least, group.most]}
            verdict={movement.verdict}
          />
        ) : (
          say.noValue
        )}
      </td>
      <Cell head={say.change}>
        {movement ? (
          <span class={`movement is-${movement.verdict}`}>
            {formatLike(movement.change, size, 'exceptZero')}{' '}
            <small>
              {movement.share !== null && `${formatShare(movement.share, 'exceptZero')}, `}
              {say[movement.verdict]}
            </small>
          </span>
        ) : (
          say.noValue
        )}
      </Cell>
    </>
  );
}

function Alerts({ row }: { row: ComparisonRow }) {
  return (
    <>
      <Cell head={say.raised}>{formatNumber(row.raised)}</Cell>
      <Cell head={say.solved}>{formatNumber(row.solved)}</Cell>
      <Cell head={say.climbed}>{formatNumber(row.climbed)}</Cell>
      <Cell head={say.open}>{formatNumber(row.open)}</Cell>
      <Cell head={say.coverage}>{row.coverage === null ? say.noValue : formatShare(row.coverage)}</Cell>
    </>
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
