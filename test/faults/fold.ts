import { advance, raise } from '#libs/alerting';
import type { Alert, AlertEvent } from '#libs/contracts';

/** The alert after each of its events, told anew from the first one. */
export function foldOf([first, ...rest]: readonly AlertEvent[], replayed: boolean): Alert[] {
  if (first?.happening.kind !== 'raised') return [];
  const { climbsAt, ...raised } = first.happening;
  const states = [
    raise(first.alert, raised, { now: first.at, due: () => climbsAt ?? '', worked: () => 0 }, replayed).alert,
  ];
  for (const { happening, at } of rest) {
    const before = states.at(-1);
    if (before) states.push(advance(before, [happening], at).alert);
  }
  return states;
}
