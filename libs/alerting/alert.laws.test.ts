import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { fold } from './fold.js';
import { reached, tell } from './tell.js';
import { ms, story, told } from './testing/stories.js';

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
      else if (after.under !== null) expect(after.climbsAt).toBeNull();
      else if (command.kind === 'ungroup' && before.under !== null)
        expect(ms(after.climbsAt)).toBe(before.under.minutes === null ? null : at + before.under.minutes * 60_000);
      else if (command.kind === 'extend' && after !== before) expect(after.climbsAt).toBe(command.until);
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

  'stays as it is once closed, but for one review at its time': ({ turns }) => {
    for (const { before, after, command, at } of turns) {
      if (before.closedAt === null || after === before) continue;
      expect(command.kind).toBe('review');
      expect(at).toBeGreaterThanOrEqual(ms(before.reviewAt) ?? Number.POSITIVE_INFINITY);
      expect(after).toEqual({ ...before, reviewAt: null, sequence: before.sequence + 1 });
    }
  },

  'is numbered without gaps, and is nothing but the fold of its events': ({ alert, events }) => {
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, place) => place + 1));
    expect(fold(events, false)).toEqual(alert);
  },

  'is told to those whom it has reached, each once, and to nobody above': ({ turns }) => {
    for (const { before, after, events, command } of turns) {
      const upTo = after.path.slice(0, after.reach).map(({ unit }) => unit);
      expect(reached(after)).toEqual(upTo);
      for (const event of events) {
        const aside = event.happening.kind === 'shared' ? event.happening.with : [];
        expect(tell(after, event).map(({ to }) => to)).toEqual([...upTo, ...aside]);
      }
      if (after.reach === before.reach) continue;
      expect(['time-up', 'ask-help', 'ask-time']).toContain(command.kind);
      expect(after.reach).toBe(before.reach + 1);
    }
    for (const { after } of turns) expect([after.level + 1, after.level + 2]).toContain(after.reach);
  },

  'gets more time only where it is given, and only more': ({ turns }) => {
    for (const { before, after, command, at } of turns) {
      if (command.kind !== 'extend' || after === before) continue;
      expect(ms(after.climbsAt)).toBeGreaterThan(Math.max(ms(before.climbsAt) ?? 0, at));
      expect(after.askedUntil).toBeNull();
    }
  },

  'owes an answer to a cord from below, and is told once and not early that it is overdue': ({ turns }) => {
    for (const { before, after, command, at, events } of turns) {
      if (before.about.kind !== 'cord') expect(after.answerBy).toBeNull();
      const overdue = events.some(({ happening }) => happening.kind === 'answer-overdue');
      const missed = before.answerBy !== null && at >= (ms(before.answerBy) ?? 0);
      if (command.kind === 'answer-due') expect(overdue).toBe(missed);
      else expect(overdue).toBe(missed && after.level > before.level);
      if (overdue && after.level === before.level) expect(after.answerBy).toBeNull();
    }
  },

  'reminds once for each coming and each acknowledgement, and not early': ({ turns }) => {
    for (const { before, after, command, at } of turns) {
      if (command.kind !== 'remind' || after === before) continue;
      expect(at).toBeGreaterThanOrEqual(ms(before.remindAt) ?? Number.POSITIVE_INFINITY);
      expect(after.remindAt).toBeNull();
      expect(after.climbsAt).toBe(before.climbsAt);
    }
  },

  'moves a reminder of whoever has not said "we are on it", to the working time that is left, and nothing else': ({
    turns,
  }) => {
    for (const { before, after, command, at } of turns) {
      if (command.kind !== 'move-reminder') continue;
      const moves = before.closedAt === null && before.state === 'open' && before.remindAt !== null;
      expect(ms(after.remindAt)).toBe(moves ? at + command.minutes * 60_000 : ms(before.remindAt));
      expect({ ...after, remindAt: null, sequence: 0 }).toEqual({ ...before, remindAt: null, sequence: 0 });
    }
  },

  'waits for the unit of origin to confirm each answer from above, and for nobody else': ({ turns }) => {
    for (const { before, after, events } of turns) {
      const given = events.flatMap(({ happening, sequence }) =>
        happening.kind === 'answered' && happening.unit !== after.path[0]?.unit ? [sequence] : [],
      );
      const got = new Set(events.map(({ happening }) => (happening.kind === 'confirmed' ? happening.answer : 0)));
      expect(after.toConfirm).toEqual([...before.toConfirm, ...given].filter((one) => !got.has(one)));
    }
  },

  'does not climb while it is grouped, and keeps its minutes, unless help is asked for it': ({ turns }) => {
    for (const { before, after, command } of turns) {
      if (before.under === null) continue;
      if (command.kind === 'ask-help' && after !== before) {
        expect(after).toMatchObject({ level: before.level + 1, under: null, apart: true });
        continue;
      }
      expect(after.level).toBe(before.level);
      if (after.under !== null) expect(after.under.minutes).toBe(before.under.minutes);
    }
  },

  'has left, when it is grouped, what it had left a moment before': ({ turns }) => {
    for (const { before, after, at } of turns) {
      if (before.under !== null || after.under === null) continue;
      const due = ms(before.climbsAt);
      expect(after.under.minutes).toBe(due === null ? null : Math.max(0, due - at) / 60_000);
    }
  },

  'is shared sideways only as pleasure': ({ turns }) => {
    for (const { after } of turns) if (after.sign === 'pain') expect(after.sharedWith).toEqual([]);
  },
};

describe('an alert, whatever is asked of it and whenever', () => {
  it.each(Object.entries(laws))('%s', (_, law) => {
    expect(() => fc.assert(fc.property(story, (tale) => law(told(tale))))).not.toThrow();
  });
});
