import type { AlertAbout, AnswerKind } from '#libs/contracts';

/** The person who acts and the unit for which they speak. */
export interface Actor {
  by: string;
  unit: string;
}

/** Everything that can be asked of an open alert: by the filter, by what is reported, by the clock, by people. */
export type AlertCommand =
  | { kind: 'revise'; about: AlertAbout }
  | { kind: 'recover'; because: 'back-at-the-level-before' | 'reported' }
  | { kind: 'withdraw'; because: 'corrected' | 'filter-withdrew' }
  | { kind: 'time-up' }
  | { kind: 'lapse' }
  /** Calendars have changed: `minutes` of working time are left from now on. */
  | { kind: 'move-clock'; minutes: number }
  | ({ kind: 'acknowledge'; until: string; note?: string | undefined } & Actor)
  | ({ kind: 'answer'; answer: AnswerKind; text: string } & Actor)
  | ({ kind: 'ask-help'; note?: string | undefined } & Actor)
  | ({ kind: 'resolve'; cause: string; remedy: string } & Actor);

/** The instant at which a unit, working by its calendar, has used up so many minutes from an instant on. */
export type Due = (unit: string, from: string, minutes: number) => string;

export type CommandKind = AlertCommand['kind'];
export type CommandOf<K extends CommandKind> = Extract<AlertCommand, { kind: K }>;
