import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import type { Alert, AlertEvent, Sign, Step } from '#libs/contracts';
import type { AlertCommand } from './command.js';
import { decide } from './decide.js';
import { fold } from './fold.js';
import { advance, raise } from './happen.js';
import { reached, tell } from './tell.js';
import { actor, commands, deviation, openedAt, raised, timeAt } from './testing/alerts.js';

const opened = Temporal.Instant.from(openedAt).epochMilliseconds;
const instant = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms).toString();
const ms = (text: string | null) => (text === null ? null : Temporal.Instant.from(text).epochMilliseconds);

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

const path = fc
  .array(fc.nat({ max: 300 }), { minLength: 1, maxLength: 5 })
  .map((durations): Step[] => durations.map((minutes, level) => ({ unit: `u${level}`, minutes })));
const often = ['time-up', 'time-up', 'acknowledge', 'ask-help', 'answer', 'revise', 'move-clock'] as const;
const move: fc.Arbitrary<Move> = fc.record({
  kind: fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...often) },
    { weight: 1, arbitrary: fc.constantFrom('recover', 'withdraw', 'resolve', 'lapse') },
  ),
  wait: fc.nat({ max: 200 }),
  review: fc.integer({ min: -10, max: 200 }),
  unit: fc.nat({ max: 4 }),
});
const story = fc.record({
  path,
  sign: fc.constantFrom<Sign>('pain', 'pleasure'),
  moves: fc.array(move, { maxLength: 25 }),
});

function commandOf({ kind, review, unit }: Move, path: readonly Step[], at: number): AlertCommand {
  const who = { ...actor, unit: path[unit % path.length]?.unit ?? '' };
  if (kind === 'acknowledge') return { kind, ...who, until: instant(at + review * 60_000) };
  if (kind === 'move-clock') return { kind, minutes: Math.max(review, 0) };
  if (kind === 'revise')
    return { kind, about: { kind: 'deviation', deviation: { ...deviation, size: review }, sd: 3 } };
  return { ...commands[kind], ...('by' in commands[kind] ? who : {}) };
}

function told({ path, sign, moves }: { path: Step[]; sign: Sign; moves: Move[] }) {
  const first = raise('a', raised(sign, path), timeAt(openedAt), false);
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

const laws: Record<string, (tale: ReturnType<typeof told>) => void> = {
  'climbs one level at a time, and never beyond its path': ({ alert, turns }) => {
    for (const { before, after } of turns) expect(after.level - before.level).toBeLessThanOrEqual(1);
    for (const { before, after } of turns) expect(after.level).toBeGreaterThanOrEqual(before.level);
    expect(alert.level).toBeLessThan(alert.path.length);
  },

  'never climbs early: at its time or later, or because help was asked': ({ turns }) => {
    for (const { before, after, command, at } of turns) {
      if (after.level === before.level) continue;
      if (command.kind === 'ask-help') continue;
      expect(command.kind).toBe('time-up');
      expect(at).toBeGreaterThanOrEqual(ms(before.climbsAt) ?? Number.POSITIVE_INFINITY);
    }
  },

  'always climbs when its time is up: nothing that people say below stops it': ({ turns }) => {
    for (const { before, after, command, at } of turns) {
      const due = ms(before.climbsAt);
      if (command.kind === 'time-up' && due !== null && at >= due) expect(after.level).toBe(before.level + 1);
    }
  },

  'gives each level the time that was frozen into it, from when it came there': ({ turns }) => {
    for (const { before, after, command, at } of turns) {
      if (after.closedAt !== null) expect(after.climbsAt).toBeNull();
      else if (command.kind === 'move-clock' && before.climbsAt !== null)
        expect(ms(after.climbsAt)).toBe(at + command.minutes * 60_000);
      else if (after.level === before.level) expect(after.climbsAt).toBe(before.climbsAt);
      else if (after.level === after.path.length - 1 || after.sign === 'pleasure') expect(after.climbsAt).toBeNull();
      else expect(ms(after.climbsAt)).toBe(at + (after.path[after.level]?.minutes ?? 0) * 60_000);
      expect(after.path).toEqual(before.path);
    }
  },

  'is silenced by acknowledging until its climb at most': ({ alert, turns }) => {
    for (const { after } of [...turns, { after: alert }]) {
      const [until, due] = [ms(after.acknowledgedUntil), ms(after.climbsAt)];
      if (until !== null && due !== null) expect(until).toBeLessThanOrEqual(due);
      expect(after.state === 'acknowledged').toBe(until !== null);
    }
  },

  'never climbs by itself as pleasure': ({ turns }) => {
    for (const { before, after, command } of turns) {
      if (before.sign === 'pleasure' && command.kind !== 'ask-help') expect(after.level).toBe(before.level);
    }
  },

  'stays as it is once closed': ({ turns }) => {
    for (const { before, after } of turns) if (before.closedAt !== null) expect(after).toBe(before);
  },

  'is numbered without gaps, and is nothing but the fold of its events': ({ alert, events }) => {
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, place) => place + 1));
    expect(fold(events, false)).toEqual(alert);
  },

  'is told to those whom it has reached, each once, and to nobody above': ({ turns }) => {
    for (const { after, events } of turns) {
      const upTo = after.path.slice(0, after.level + 1).map(({ unit }) => unit);
      expect(reached(after)).toEqual(upTo);
      for (const event of events) expect(tell(after, event).map(({ to }) => to)).toEqual(upTo);
    }
  },
};

describe('an alert, whatever is asked of it and whenever', () => {
  it.each(Object.entries(laws))('%s', (_, law) => {
    expect(() => fc.assert(fc.property(story, (tale) => law(told(tale))))).not.toThrow();
  });
});
