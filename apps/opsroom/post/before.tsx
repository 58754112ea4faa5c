import type { SeriesPoint } from '#libs/contracts';
import { formatNumber } from '../format/numbers.js';
import { periodLabel, periodStart } from '../format/periods.js';
import { words } from '../words.js';

interface Props {
  points: readonly SeriesPoint[];
  period: string;
  measure: string;
  loaded: boolean;
}

/** The figure that a new one will stand beside: the one it corrects, or the one before. */
export function Before({ points, period, measure, loaded }: Props) {
  const there = points.find((point) => point.period === period);
  if (there) return <p class="before">{words.post.has(`${formatNumber(there.value)} ${measure}`)}</p>;
  const start = periodStart(period) ?? 0;
  const before = points.findLast((point) => (periodStart(point.period) ?? 0) < start);
  if (before)
    return (
      <p class="before">{words.post.before(`${formatNumber(before.value)} ${measure}`, periodLabel(before.period))}</p>
    );
  return loaded && points.length === 0 ? <p class="before">{words.post.noBefore}</p> : null;
}
