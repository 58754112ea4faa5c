import { window } from './change.js';
import type { Told } from './watch.js';

/** What was told, and at which row. */
export interface Telling {
  row: number;
  told: Told;
}

/** What came of one repetition of a change. */
export interface Verdict {
  /** Rows from the change to the first step or slope told since, the changed row being 1; `window` where there was none. */
  delay: number;
  found: boolean;
  /** Something was told at the changed row itself. */
  atOnce: boolean;
  /** The last kind and direction told of what was found, and how far its onset lies from the change; null: nothing found. */
  kind: string | null;
  direction: string | null;
  onsetError: number | null;
}

/** The first telling of each event as a step or a slope: what would be an alarm. What is told after a withdrawal is one again. */
export function flagsOf(tellings: readonly Telling[]): Telling[] {
  const flagged = new Set<string>();
  return tellings.filter(({ told }) => {
    const flag = isLasting(told) && !flagged.has(told.id);
    if (flag) flagged.add(told.id);
    if (told.status === 'withdrawn') flagged.delete(told.id);
    return flag;
  });
}

/** How many events were told that never were a step or a slope. */
export function odditiesOf(tellings: readonly Telling[]): number {
  const flagged = new Set(flagsOf(tellings).map(({ told }) => told.id));
  return new Set(tellings.flatMap(({ told }) => (flagged.has(told.id) ? [] : told.id))).size;
}

/** How near the onset told of a transient must be, in rows. */
const near = 3;

/**
 * Holds what was told against the change that began at `changeAt`: a lasting one is found by the first step or slope told since,
 * a transient by whatever was told with an onset near it.
 */
export function judge(tellings: readonly Telling[], changeAt: number, lasting: boolean): Verdict {
  const news = lasting
    ? flagsOf(tellings)
    : firstsOf(tellings).filter(({ told }) => Math.abs(told.onset - changeAt) <= near);
  const first = news.find(({ row }) => row >= changeAt);
  if (first === undefined) {
    return { delay: window, found: false, atOnce: false, kind: null, direction: null, onsetError: null };
  }
  const last = tellings.findLast(({ told }) => told.id === first.told.id) ?? first;
  return {
    delay: first.row - changeAt + 1,
    found: true,
    atOnce: first.row === changeAt,
    kind: last.told.status === 'withdrawn' ? 'withdrawn' : last.told.kind,
    direction: last.told.direction,
    onsetError: Math.abs(last.told.onset - changeAt),
  };
}

function firstsOf(tellings: readonly Telling[]): Telling[] {
  return tellings.filter(({ told }, i) => !tellings.slice(0, i).some((earlier) => earlier.told.id === told.id));
}

function isLasting({ kind, status }: Told): boolean {
  return (kind === 'step' || kind === 'slope') && status !== 'withdrawn';
}
