import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import type { Alert, AlertAbout, AlertEvent, Sign, Step } from '#libs/contracts';
import type { AlertCommand } from '../command.js';
import { decide } from '../decide.js';
import { advance, raise } from '../happen.js';
import { actor, commands, deviation, openedAt, raised, timeAt } from './alerts.js';

const opened = Temporal.Instant.from(openedAt).epochMilliseconds;

const instant = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms).toString();
/** Epoch milliseconds of an instant. */
export const ms = (text: string | null) => (text === null ? null : Temporal.Instant.from(text).epochMilliseconds);

/** One thing that is asked of the alert, so many minutes after the one before; `review` minutes are for acknowledging. */
interface Move {
  kind: AlertCommand['kind'];
  wait: number;
  review: number;
  unit: number;
}

/** What was so before and after a move, and what the move was. */
interface Turn {
  before: Alert;
  after: Alert;
  events: AlertEvent[];
  command: AlertCommand;
  at: number;
}

const path = fc.array(fc.nat({ max: 300 }), { minLength: 1, maxLength: 5 }).map((durations): Step[] =>
  durations.map((minutes, level) => ({
    unit: `u${level}`,
    minutes,
    ...(minutes % 3 === 0 && { acknowledge: minutes % 60 }),
  })),
);
const often = [
  ...(['time-up', 'time-up', 'acknowledge', 'ask-help', 'answer', 'revise', 'move-clock', 'move-reminder'] as const),
  ...(['confirm', 'ask-time', 'extend', 'share', 'answer-due', 'remind', 'review', 'group', 'ungroup'] as const),
];
const move: fc.Arbitrary<Move> = fc.record({
  kind: fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...often) },
    { weight: 1, arbitrary: fc.constantFrom('recover', 'withdraw', 'resolve', 'lapse') },
  ),
  wait: fc.nat({ max: 200 }),
  review: fc.integer({ min: -10, max: 200 }),
  unit: fc.nat({ max: 4 }),
});
/** Paths, agreed times and what is asked of an alert, in any order and at any time. */
export const story = fc.record({
  path,
  sign: fc.constantFrom<Sign>('pain', 'pleasure'),
  cord: fc.option(fc.nat({ max: 1 }), { nil: null }),
  moves: fc.array(move, { maxLength: 25 }),
});

function commandOf({ kind, review, unit }: Move, path: readonly Step[], at: number): AlertCommand {
  const who = { ...actor, unit: path[unit % path.length]?.unit ?? '' };
  if (kind === 'acknowledge') return { kind, ...who, until: instant(at + review * 60_000) };
  if (kind === 'confirm') return { kind, ...who, answer: 1 + (Math.abs(review) % 12) };
  if (kind === 'ask-time' || kind === 'extend') return { kind, ...who, until: instant(at + review * 60_000) };
  if (kind === 'share') return { kind, ...who, with: [`v${unit}`, who.unit], note: 'Try it.' };
  if (kind === 'resolve' && review > 100) {
    const due = instant(at + review * 60_000);
    return { ...commands.resolve, kind, ...who, cause: 'a', remedy: 'b', review: { on: due.slice(0, 10), at: due } };
  }
  if (kind === 'move-clock' || kind === 'move-reminder')
    return { kind, because: 'calendar-changed', minutes: Math.max(review, 0) };
  if (kind === 'revise')
    return { kind, about: { kind: 'deviation', deviation: { ...deviation, size: review }, sd: 3 } };
  return { ...commands[kind], ...('by' in commands[kind] ? who : {}) };
}

interface Story {
  path: Step[];
  sign: Sign;
  /** Null for what the filter told; else the level that a cord is pulled for. */
  cord: number | null;
  moves: Move[];
}

/** An alert as a story makes it, with each turn of it. */
export function told({ path, sign, cord, moves }: Story) {
  const level = Math.min(cord ?? 0, path.length - 1);
  const pulled: AlertAbout = { kind: 'cord', text: 'Help!', by: null };
  const opening = { ...raised(sign, path), ...(cord !== null && { about: pulled, level }) };
  const first = raise('a', opening, timeAt(openedAt), false);
  const turns: Turn[] = [];
  let { alert } = first;
  let at = opened;
  for (const next of moves) {
    at += next.wait * 60_000;
    const command = commandOf(next, path, at);
    const decision = decide(alert, command, timeAt(instant(at)));
    const { alert: after, events } = advance(
      alert,
      decision.kind === 'happens' ? decision.happenings : [],
      instant(at),
    );
    turns.push({ before: alert, after, events, command, at });
    alert = after;
  }
  return { alert, turns, events: [...first.events, ...turns.flatMap(({ events }) => events)] };
}
