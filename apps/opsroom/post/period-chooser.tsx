import { useId } from 'preact/hooks';
import type { Indicator, SeriesPoint } from '#libs/contracts';
import { formatNumber } from '../format/numbers.js';
import { periodLabel, periodsBack } from '../format/periods.js';
import { words } from '../words.js';

interface Props {
  indicator: Indicator;
  current: string;
  chosen: string;
  points: readonly SeriesPoint[];
  onChoose: (period: string) => void;
}

const offered = 15;

/** The period that the figure is about: now, unless somebody chooses an earlier one to fill in or correct. */
export function PeriodChooser({ indicator, current, chosen, points, onChoose }: Props) {
  const id = useId();
  const figures = new Map(points.map((point) => [point.period, point.value]));
  return (
    <div class="field">
      <label for={id}>{words.post.period}</label>
      <select id={id} value={chosen} onChange={(event) => onChoose(event.currentTarget.value)}>
        {periodsBack(current, indicator.cadence, offered).map((period) => {
          const label = period === current ? words.post.current(periodLabel(period)) : periodLabel(period);
          const figure = figures.get(period);
          return (
            <option key={period} value={period}>
              {figure === undefined ? label : words.post.filled(label, formatNumber(figure))}
            </option>
          );
        })}
      </select>
    </div>
  );
}
