import type { ObservationStatus, Scale } from '#libs/contracts';
import { expectedRange } from '../chart/columns.js';
import { inWords } from '../words.js';

/** What the filter's answer comes down to for whoever posted. */
export type Verdict =
  | { kind: 'taken' }
  | { kind: 'ordinary'; low: number; high: number }
  | { kind: 'odd'; low: number; high: number }
  | { kind: 'unusual'; because: string; low: number; high: number };

/** Reads the verdict out of an assessed observation; without an assessment the figure is simply in. */
export function verdictOf(status: ObservationStatus, scale: Scale): Verdict {
  const range = expectedRange(status, scale);
  if (!range || !status.assessment) return { kind: 'taken' };
  const { deviation } = status.assessment;
  if (deviation && deviation.status !== 'withdrawn') return { kind: 'unusual', because: inWords(deviation), ...range };
  const outside = status.value !== null && (status.value < range.low || status.value > range.high);
  return { kind: outside ? 'odd' : 'ordinary', ...range };
}
