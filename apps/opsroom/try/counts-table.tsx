import type { BacktestCount, BacktestSummary } from '#libs/contracts';
import { formatNumber } from '../format/numbers.js';
import { words } from '../words.js';
import { formatRate } from './rates.js';

/** A line of the table: what is counted, and how it is written. */
type Line = [head: string, cell: (count: BacktestCount) => string];

/** What each sensitivity would have told, side by side, the chosen one marked. */
export function CountsTable({ summary }: { summary: BacktestSummary }) {
  const { sensitivities, chosen } = summary;
  const isChosen = (count: BacktestCount) => (count.sensitivity === chosen ? 'number is-chosen' : 'number');
  return (
    <table class="figures counts">
      <caption>{words.trying.table}</caption>
      <thead>
        <tr>
          <td />
          {sensitivities.map((count) => (
            <th key={count.sensitivity} scope="col" class={isChosen(count)} aria-current={count.sensitivity === chosen}>
              {words.trying.sensitivities[count.sensitivity]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {linesOf(sensitivities).map(([head, cell]) => (
          <tr key={head}>
            <th scope="row">{head}</th>
            {sensitivities.map((count) => (
              <td key={count.sensitivity} class={isChosen(count)}>
                {cell(count)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function linesOf(counts: readonly BacktestCount[]): Line[] {
  const yearly = counts.every(({ aYear }) => aYear !== null);
  const { trying, chart } = words;
  return [
    [yearly ? trying.aYear : trying.aThousand, ({ aYear, aThousandRows }) => formatRate(aYear ?? aThousandRows)],
    [trying.inAll, ({ alerts }) => formatNumber(alerts)],
    [chart.kinds.step, ({ kinds }) => formatNumber(kinds.step)],
    [chart.kinds.slope, ({ kinds }) => formatNumber(kinds.slope)],
    [chart.kinds.transient, ({ kinds }) => formatNumber(kinds.transient)],
    [chart.kinds.unclear, ({ kinds }) => formatNumber(kinds.unclear)],
    [trying.withdrawn, ({ withdrawn }) => formatNumber(withdrawn)],
    [trying.signs.pleasure, ({ signs }) => formatNumber(signs.pleasure)],
    [trying.signs.pain, ({ signs }) => formatNumber(signs.pain)],
  ];
}
