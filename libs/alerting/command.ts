import type { AlertAbout, AlertHappening, AnswerKind, Verdict } from '#libs/contracts';

/** The person who acts and the unit for which they speak. */
export interface Actor {
  by: string;
  unit: string;
}

/** Everything that can be asked of an open alert: by the filter, by what is reported, by the clock, by people. */
export type AlertCommand =
  | { kind: 'revise'; about: AlertAbout }
  | { kind: 'recover'; because: 'back-at-the-level-before' | 'reported'; period?: string | undefined }
  | {
      kind: 'withdraw';
      because: 'corrected' | 'filter-withdrew' | 'noticed' | 'closed-above' | 'not-expected';
      period?: string | undefined;
    }
  | { kind: 'time-up' }
  | { kind: 'lapse' }
  /** Calendars or notices have changed: `minutes` of working time are left from now on. */
  | { kind: 'move-clock'; because: 'calendar-changed' | 'noticed'; minutes: number }
  /** The same of the reminder that has been agreed: `minutes` of working time are left to it. */
  | { kind: 'move-reminder'; because: 'calendar-changed' | 'noticed'; minutes: number }
  | ({ kind: 'acknowledge'; until: string; note?: string | undefined } & Actor)
  | ({ kind: 'answer'; answer: AnswerKind; text: string; of?: { id: string; unit: string } | undefined } & Actor)
  | ({ kind: 'ask-help'; note?: string | undefined } & Actor)
  /** The unit of origin has got an answer, named by the sequence of its event. */
  | ({ kind: 'confirm'; answer: number } & Actor)
  /** More time is asked of the level above, and given by it. */
  | ({ kind: 'ask-time'; until: string; note?: string | undefined } & Actor)
  | ({ kind: 'extend'; until: string; note?: string | undefined } & Actor)
  | ({ kind: 'share'; with: readonly string[]; note: string } & Actor)
  | ({ kind: 'resolve'; cause: string; remedy: string; review?: { on: string; at: string } | undefined } & Actor)
  /** One cause is shown as one: under the open alert above, with the working minutes that are left kept; and by itself again. */
  | { kind: 'group'; under: string }
  | { kind: 'ungroup' }
  /** The parts that explain most of a move are asked; one of these units has not answered in time. */
  | ({ kind: 'ask' } & Pick<Extract<AlertHappening, { kind: 'asked' }>, 'units' | 'sentence'>)
  | { kind: 'unanswered'; unit: string }
  /** The unit's duty to answer, its reminder, and the review after the end are due. */
  | { kind: 'answer-due' }
  | { kind: 'remind' }
  | { kind: 'review'; verdict: Verdict };

/** The instant at which a unit, working by its calendar, has used up so many minutes from an instant on. */
export type Due = (unit: string, from: string, minutes: number) => string;

/** When it is, and how the units' working time goes on from there; `worked` counts its minutes between two instants. */
export interface Time {
  now: string;
  due: Due;
  worked: (unit: string, from: string, to: string) => number;
}

export type CommandKind = AlertCommand['kind'];
export type CommandOf<K extends CommandKind> = Extract<AlertCommand, { kind: K }>;
