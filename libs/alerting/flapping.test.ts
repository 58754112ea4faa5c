import { describe, expect, it } from '@jest/globals';
import type { Alert } from '#libs/contracts';
import { decide } from './decide.js';
import { comingAgain, isFlapping, type Past } from './flapping.js';
import { advance } from './happen.js';
import { alertIn, commands, openAlert, openedAt, timeAt } from './testing/alerts.js';

/** An alert that the filter has closed, or somebody else. */
function past(id: string, onset: number, gone: number | null, more: Partial<Alert> = {}): Past {
  return { alert: { ...alertIn('recovered'), id, ...more }, onset, gone };
}
const second = { times: 2, earlier: ['a'], figures: 2 };

describe('what comes again', () => {
  it('is new where nothing has come and gone', () => {
    expect(comingAgain(10, [])).toBeNull();
    expect(comingAgain(10, [past('later', 11, 14)])).toBeNull();
  });

  it.each([
    ['30 periods after the last one that was away', 38, second],
    ['31 periods after it', 39, null],
  ])('is the same matter until %s', (_, onset, again) => {
    // Recovered with period 10, by the figures of 9 and 10: it was last away in 8.
    expect(comingAgain(onset, [past('a', 5, 10)])).toEqual(again);
  });

  it('is asked to stay back for longer each time, in the end for longer than anything is the same matter', () => {
    const third = comingAgain(20, [past('a', 1, 4), past('b', 10, 13, { again: second })]);
    expect(third).toEqual({ times: 3, earlier: ['a', 'b'], figures: 8 });
    const fourth = comingAgain(40, [past('c', 20, 30, { again: third })]);
    expect(fourth).toEqual({ times: 4, earlier: ['a', 'b', 'c'], figures: 32 });
    expect(comingAgain(73, [past('d', 40, 72, { again: fourth })])).toBeNull();
  });

  it('begins anew after somebody has resolved it', () => {
    expect(comingAgain(20, [past('a', 1, 4), past('b', 10, null, { state: 'resolved' })])).toBeNull();
  });

  it('does not count what never was: withdrawn by a correction or a notice', () => {
    expect(comingAgain(20, [past('a', 1, 4), past('b', 10, null, { state: 'withdrawn' })])).toEqual(second);
  });

  it('counts what the filter itself has withdrawn, to the period in which it did', () => {
    expect(comingAgain(34, [past('a', 1, 4, { state: 'withdrawn' })])).toEqual(second);
    expect(comingAgain(35, [past('a', 1, 4, { state: 'withdrawn' })])).toBeNull();
  });
});

describe('a series that comes and goes', () => {
  const flapping: Alert = { ...openAlert(), again: { times: 3, earlier: ['a', 'b'], figures: 8 } };

  it('does so from the third time on', () => {
    expect(isFlapping(openAlert())).toBe(false);
    expect(isFlapping({ again: second })).toBe(false);
    expect(isFlapping(flapping)).toBe(true);
  });

  it('is not ended by what the filter takes back, but by a correction', () => {
    const withdraw = (because: 'filter-withdrew' | 'corrected') =>
      decide(flapping, { kind: 'withdraw', because }, timeAt(openedAt));
    expect(withdraw('filter-withdrew')).toEqual({ kind: 'hold', because: 'comes-and-goes' });
    expect(withdraw('corrected').kind).toBe('happens');
  });

  it('climbs at its time like any other', () => {
    expect(decide(flapping, commands['time-up'], timeAt(flapping.climbsAt ?? ''))).toMatchObject({ kind: 'happens' });
  });

  it('names the period with which the filter has closed it, and none where others have', () => {
    const gone = (happening: Parameters<typeof advance>[1][number]) =>
      advance(openAlert(), [happening], openedAt).alert.goneIn;
    expect(gone({ kind: 'recovered', because: 'back-at-the-level-before', period: '2026-11-23' })).toBe('2026-11-23');
    expect(gone({ kind: 'withdrawn', because: 'filter-withdrew', period: '2026-11-23' })).toBe('2026-11-23');
    expect(gone({ kind: 'withdrawn', because: 'corrected' })).toBeNull();
  });
});
