import type { AlertHappening, Refusal } from '#libs/contracts';

/** Why nothing happens: each decision has a name, so that it can be read, counted and tested. */
export type HoldReason =
  | 'closed'
  | 'not-yet'
  | 'pleasure-never-climbs'
  | 'at-the-last-level'
  | 'nothing-new'
  | 'another-matter'
  | 'no-clock-runs'
  | 'no-answer-owed'
  | 'nobody-to-remind'
  | 'not-closed'
  | 'grouped'
  | 'not-grouped'
  | 'apart'
  | 'comes-and-goes';

export type Decision =
  | { kind: 'happens'; happenings: AlertHappening[] }
  | { kind: 'hold'; because: HoldReason }
  | { kind: 'refuse'; refusal: Refusal };

export const happens = (...happenings: AlertHappening[]): Decision => ({ kind: 'happens', happenings });
export const hold = (because: HoldReason): Decision => ({ kind: 'hold', because });
export const refuse = (code: Refusal['code'], message: string): Decision => ({
  kind: 'refuse',
  refusal: { code, message },
});
