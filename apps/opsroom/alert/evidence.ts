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

/**
 * The assessed figures from shortly before the onset of an alert's deviation on, in their order, at most a dozen; none where
 * the series does not reach back.
 */
export function evidenceOf({ points }: Series, deviation: Deviation): Evidence[] {
  const assessed = points.filter((point) => point.assessment !== null);
  const { id, onset } = asTold(assessed, deviation);
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

/** A change that joins an open alert goes by the alert's name and onset there; among the figures it keeps its own. */
function asTold(points: readonly SeriesPoint[], deviation: Deviation): Deviation {
  const said = points.findLast((point) => point.assessment?.deviation?.sentence.en === deviation.sentence.en);
  return said?.assessment?.deviation ?? deviation;
}
