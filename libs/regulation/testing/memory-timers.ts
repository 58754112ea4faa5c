import { type Changes, type Clock, clockKinds, type Timer } from '../rows.js';

/** The timers of a store in memory, by their names. */
export class MemoryTimers extends Map<string, Timer> {
  /** Until when those that have failed rest. */
  readonly rests = new Map<string, string>();

  write({ set, clear }: Changes['timers']): void {
    for (const timer of clear) this.delete(nameOf(timer));
    for (const timer of set) this.set(nameOf(timer), timer);
    for (const timer of [...clear, ...set]) this.rests.delete(nameOf(timer));
  }

  due(now: string, replay: string | null): Timer[] {
    return [...this.values()]
      .filter((timer) => timer.replay === replay && timer.dueAt <= now)
      .toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  }

  dueClocks(now: string): Clock[] {
    return this.due(now, null)
      .filter(isClock)
      .filter((timer) => !this.rests.has(nameOf(timer)));
  }

  dueSingly(now: string): Timer[] {
    return this.due(now, null).filter((timer) => {
      const rests = this.rests.get(nameOf(timer));
      return rests === undefined ? !isClock(timer) : rests <= now;
    });
  }
}

/** By what a store knows a timer. */
export function nameOf({ kind, subject }: Pick<Timer, 'kind' | 'subject'>): string {
  return `${kind} ${subject}`;
}

function orderOf({ dueAt, subject, kind }: Timer): string {
  return `${dueAt} ${subject} ${kind}`;
}

function isClock(timer: Timer): timer is Clock {
  return clockKinds.some((kind) => kind === timer.kind);
}
