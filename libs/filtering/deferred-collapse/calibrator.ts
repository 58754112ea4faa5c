/** What is known of the upper tail of a feature: the point that one in ten exceeds, and by how much they do on average. */
export interface Calibrator {
  point: number;
  excess: number;
}

/** Numbers of one calibrator in a row of them: point, mean excess, values so far. */
const [POINT, EXCESS, COUNT] = [0, 1, 2];
const size = 3;
const tailShare = 0.1;
/** What is seen counts one in `slowest` at the least, and the first guess as much as ten values. */
const slowest = 300;
const guess = 10;

export function newCalibrator({ point, excess }: Calibrator): number[] {
  return [point, excess, 0];
}

/**
 * −log₁₀ of how rarely the i-th feature is as great: up to its 90 % point in proportion, above it by an exponential tail. Then
 * both are brought up to date. Changes x.
 */
export function calibrated(x: number[], i: number, feature: number): number {
  const at = i * size;
  const point = x[at + POINT]!;
  const over = feature - point;
  const height = over <= 0 ? feature / point : 1 + over / (x[at + EXCESS]! * Math.LN10);
  const rate = Math.max(1 / slowest, 1 / (x[at + COUNT]! + guess));
  x[at + COUNT]! += 1;
  x[at + POINT] = point * Math.exp(rate * ((over > 0 ? 1 : 0) - tailShare));
  if (over > 0) x[at + EXCESS]! += Math.min(1, 5 * rate) * (Math.min(over, 10 * x[at + EXCESS]!) - x[at + EXCESS]!);
  return height;
}
