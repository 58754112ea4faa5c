import type { Deviation, Probabilities, Series, SeriesPoint } from '#libs/contracts';

/** A figure that speaks for or against a deviation. */
export interface Evidence {
  point: SeriesPoint;
  probabilities: Probabilities;
  /** What was told with this figure of the deviation in question. */
  told: Deviation | null;
}

const before = 2;
const most = 12;

/** The assessed figures from shortly before a deviation's onset on, in their order, at most a dozen; none where the series does not reach back. */
export function evidenceOf({ points }: Series, { id, onset }: Pick<Deviation, 'id' | 'onset'>): Evidence[] {
  const assessed = points.filter((point) => point.assessment !== null);
  const named = assessed.findIndex((point) => point.period === onset);
  const first = named >= 0 ? named : assessed.findIndex((point) => point.assessment?.deviation?.id === id);
  if (first < 0) return [];
  const from = Math.max(0, first - before);
  return assessed.slice(from, from + most).flatMap((point) => {
    const { assessment } = point;
    if (!assessment) return [];
    const { deviation, probabilities } = assessment;
    return [{ point, probabilities, told: deviation?.id === id ? deviation : null }];
  });
}
