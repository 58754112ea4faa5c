import type { Hours, WorkingTime } from '../working-time.js';

/** In minutes: closer than that, two counts are one. */
const halfAMillisecond = 0.5 / 60_000;

/** Working time that rests during the pauses, which are stretches between instants, in order and apart from each other. */
export function withPauses(time: WorkingTime, pauses: readonly Hours[]): WorkingTime {
  if (pauses.length === 0) return time;
  const pauseAt = (at: number) => pauses.find(({ from, to }) => from <= at && at < to);
  const isWorking = (at: number) => !pauseAt(at) && time.isWorking(at);
  return {
    length: time.length,
    isWorking,
    turnsAt: (at) => {
      const working = isWorking(at);
      let turn: number | null = at;
      do {
        const pause = pauseAt(turn);
        turn = pause ? pause.to : earlier(time.turnsAt(turn), nextAfter(pauses, turn));
      } while (turn !== null && isWorking(turn) === working);
      return turn;
    },
    after: (from, minutes) => {
      if (minutes <= 0) return from;
      let begins = from;
      let left = minutes;
      for (const pause of pauses) {
        if (pause.to <= begins) continue;
        const worked = time.between(begins, pause.from);
        if (worked >= left - halfAMillisecond) break;
        left -= worked;
        begins = pause.to;
      }
      return time.after(begins, left);
    },
    between: (from, to) => Math.max(0, time.between(from, to) - takenBy(time, pauses, { from, to })),
  };
}

/** The minutes of working time within a stretch that lie in the pauses. */
export function takenBy(time: WorkingTime, pauses: readonly Hours[], { from, to }: Hours): number {
  let taken = 0;
  for (const pause of pauses) taken += time.between(Math.max(from, pause.from), Math.min(to, pause.to));
  return taken;
}

/** The stretches in order, those that touch or overlap made one. */
export function joined(stretches: readonly Hours[]): Hours[] {
  const all: Hours[] = [];
  for (const { from, to } of stretches.toSorted((one, other) => one.from - other.from)) {
    const last = all.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else all.push({ from, to });
  }
  return all;
}

function nextAfter(pauses: readonly Hours[], at: number): number | null {
  return pauses.find(({ from }) => from > at)?.from ?? null;
}

function earlier(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}
