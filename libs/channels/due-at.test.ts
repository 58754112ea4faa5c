import { Reaching, Severity } from '#libs/contracts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { afterQuiet, dueAt } from './due-at.js';

const at = (text: string) => Date.parse(text);
const shown = (ms: number) => new Date(ms).toISOString();
const madrid = { timeZone: 'Europe/Madrid' } as const;
const night = Reaching.parse({ ...madrid, quiet: { from: '22:00', to: '06:30' } });

describe('when a message is due', () => {
  it.each([
    ['2026-11-23T12:00:00Z', '2026-11-23T12:00:00.000Z'],
    ['2026-11-23T20:59:59Z', '2026-11-23T20:59:59.000Z'],
    ['2026-11-23T21:00:00Z', '2026-11-24T05:30:00.000Z'],
    ['2026-11-24T03:00:00Z', '2026-11-24T05:30:00.000Z'],
    ['2026-11-24T05:30:00Z', '2026-11-24T05:30:00.000Z'],
    // The nights in which the clocks are moved.
    ['2026-10-24T22:00:00Z', '2026-10-25T05:30:00.000Z'],
    ['2026-03-28T23:00:00Z', '2026-03-29T04:30:00.000Z'],
  ])('with quiet nights, of %s: at %s', (now, due) => {
    expect(shown(dueAt(night, 'ordinary', at(now)))).toBe(due);
  });

  it('if it is severe, at once, unless that is not wished', () => {
    const now = at('2026-11-23T23:00:00Z');
    expect(dueAt(night, 'severe', now)).toBe(now);
    expect(dueAt({ ...night, severeAtOnce: false }, 'severe', now)).toBe(at('2026-11-24T05:30:00Z'));
  });

  it('with a digest, at the next full hour or the next time of day, and after the quiet hours', () => {
    const daily = Reaching.parse({ ...madrid, digest: 'daily', digestAt: '08:00' });
    expect(shown(dueAt(daily, 'ordinary', at('2026-11-23T06:59:00Z')))).toBe('2026-11-23T07:00:00.000Z');
    expect(shown(dueAt(daily, 'ordinary', at('2026-11-23T07:00:00Z')))).toBe('2026-11-24T07:00:00.000Z');
    const hourly: Reaching = { ...night, digest: 'hourly' };
    expect(shown(dueAt(hourly, 'ordinary', at('2026-11-23T12:10:00Z')))).toBe('2026-11-23T13:00:00.000Z');
    expect(shown(dueAt(hourly, 'ordinary', at('2026-11-23T20:10:00Z')))).toBe('2026-11-24T05:30:00.000Z');
  });

  const clock = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`);
  const reaching = fc
    .record({
      timeZone: fc.constantFrom('UTC', 'Europe/Madrid', 'America/Santiago', 'Asia/Kolkata', 'Australia/Lord_Howe'),
      quiet: fc.option(
        fc.record({ from: clock, to: clock }).filter(({ from, to }) => from !== to),
        { nil: null },
      ),
      digest: fc.constantFrom('none', 'hourly', 'daily'),
      digestAt: clock,
      severeAtOnce: fc.boolean(),
    })
    .map((raw) => Reaching.parse(raw));
  const instant = fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2027-12-31T00:00:00Z') });

  it('is never before it arises, never in quiet hours, and within two days and a bit', () => {
    fc.assert(
      fc.property(reaching, fc.constantFrom(...Severity.options), instant, (chosen, severity, now) => {
        const due = dueAt(chosen, severity, now);
        expect(due).toBeGreaterThanOrEqual(now);
        expect(due - now).toBeLessThan(51 * 3_600_000);
        expect(afterQuiet(chosen, severity, due)).toBe(due);
      }),
      { numRuns: 2_000 },
    );
  });
});
