import type { Sensitivity } from '#libs/contracts';
import { MU } from './belief.js';
import type { Heard } from './hear.js';
import type { News, Now } from './news.js';
import type { Engine, Told } from './state.js';

/** A value is odd when it lies so many sd out, and so many times as far as what one in a hundred of this series exceeds. */
const oddAbove: Record<Sensitivity, number> = { calm: 3.7, normal: 3, sensitive: 2.6 };
const beyondUsual = 1.08;
/** How fast that point is learned, and by how much each odd value that was told raises it. */
const reachRate = 0.06;
const reachExceeded = 0.01;
const wearies = 1.08;
/** An odd value waits at most so many periods for those that tell what it was, while a change is this probable. */
const waits = 4;
const undecided = 0.15;

/** The 99 % point of |e| / √(Q S), tracked. */
export function reached(reach: number, { e, expected: { Q, S } }: Heard): number {
  return reach * Math.exp(reachRate * ((Math.abs(e) > reach * Math.sqrt(Q * S) ? 1 : 0) - reachExceeded));
}

/** An odd value was a one-off unless what followed speaks for a change. */
export function hearOnOddity(engine: Engine, oddity: Told, now: Now): News | null {
  if (now.event > 0.5 || (now.event > undecided && now.period - oddity.onset < waits)) return null;
  engine.settled = { ...oddity, kind: 'transient', toldAt: now.period };
  engine.oddity = null;
  return { told: engine.settled, status: 'settled', probability: 1 - now.event };
}

/** Looks whether this value is odd: far out of what was expected, and of what is usual for this series. */
export function lookForOddity(engine: Engine, now: Now, { e, expected, r }: Heard): News | null {
  const { period } = now;
  const sd = Math.sqrt(expected.Q * expected.S);
  const far = Math.max(oddAbove[now.sensitivity], beyondUsual * engine.reach);
  const beyond = Math.abs(e) / sd - far;
  if (beyond <= 0) return null;
  engine.oddity = {
    period,
    onset: period,
    kind: 'unclear',
    before: expected.pool[MU]!,
    size: e,
    sd,
    odd: true,
    toldAt: period,
  };
  engine.named = period;
  engine.reach *= wearies;
  return { told: engine.oddity, status: 'raised', probability: Math.max(r, 1 - 0.5 * Math.exp(-beyond)) };
}
