import { describe, expect, it } from '@jest/globals';
import type { Cadence } from '#libs/contracts';
import { periodAt, periodOfOrdinal, readPeriod } from './period.js';

const madrid = 'Europe/Madrid';
const threeShifts: Cadence = { shifts: ['06:00', '14:00', '22:00'] };
const at = (iso: string) => Date.parse(iso);

describe('the name of the period at an instant', () => {
  it.each<[Cadence, string, string, string]>([
    ['hour', '2026-11-21T13:20:00Z', '2026-11-21T14+01:00', '2026-11-21T14:00:00'],
    [{ minutes: 30 }, '2026-11-21T13:40:00Z', '2026-11-21T14:30+01:00', '2026-11-21T14:30:00'],
    [threeShifts, '2026-11-21T13:40:00Z', '2026-11-21/2', '2026-11-21T14:00:00'],
    [threeShifts, '2026-11-22T04:59:59Z', '2026-11-21/3', '2026-11-21T22:00:00'],
    ['day', '2026-11-20T23:00:00Z', '2026-11-21', '2026-11-21T00:00:00'],
    ['week', '2026-11-21T12:00:00Z', '2026-W47', '2026-11-16T00:00:00'],
    ['week', '2027-01-03T12:00:00Z', '2026-W53', '2026-12-28T00:00:00'],
    ['month', '2026-11-21T12:00:00Z', '2026-11', '2026-11-01T00:00:00'],
    ['quarter', '2026-11-21T12:00:00Z', '2026-Q4', '2026-10-01T00:00:00'],
    ['year', '2026-12-31T23:30:00Z', '2027', '2027-01-01T00:00:00'],
    ['day', '0001-01-02T12:00:00Z', '0001-01-02', '0001-01-02T00:00:00'],
  ])('%j at %s is %s', (cadence, instant, name, starts) => {
    expect(periodAt(cadence, madrid, at(instant))).toMatchObject({ name, starts });
  });
});

describe('the names that are read', () => {
  it.each<[Cadence, string, string]>([
    ['hour', 'Asia/Kathmandu', '2026-11-21T14+05:45'],
    ['hour', 'UTC', '2026-11-21T14+00:00'],
    ['hour', 'America/Santiago', '2026-11-21T14-03:00'],
    ['day', madrid, '2024-02-29'],
    ['week', madrid, '2020-W53'],
    ['day', 'Pacific/Apia', '2011-12-29'],
  ])('%j in %s: %s', (cadence, zone, name) => {
    expect(readPeriod(cadence, zone, name)?.name).toBe(name);
  });
});

describe('the names that are none', () => {
  it.each<[string, Cadence, string]>([
    ['no such day', 'day', '2026-02-30'],
    ['no such month', 'month', '2026-13'],
    ['a day of a month that runs over', 'day', '2026-13-01'],
    ['the year nought', 'day', '0000-05-01'],
    ['no such week', 'week', '2026-W54'],
    ['a week that only other years have', 'week', '2025-W53'],
    ['week nought', 'week', '2026-W00'],
    ['no such quarter', 'quarter', '2026-Q5'],
    ['quarter nought', 'quarter', '2026-Q0'],
    ['a winter offset in summer', 'hour', '2026-07-21T14+01:00'],
    ['no offset', 'hour', '2026-07-21T14'],
    ['Z for an offset', 'hour', '2026-07-21T12Z'],
    ['an hour with minutes', 'hour', '2026-11-21T14:00+01:00'],
    ['minutes without minutes', { minutes: 30 }, '2026-11-21T14+01:00'],
    ['off the grid', { minutes: 30 }, '2026-11-21T14:20+01:00'],
    ['the hour that spring leaves out', 'hour', '2026-03-29T02+01:00'],
    ['hour 24', 'hour', '2026-11-21T24+01:00'],
    ['shift nought', threeShifts, '2026-11-21/0'],
    ['no such shift', threeShifts, '2026-11-21/4'],
    ['a shift with a leading zero', threeShifts, '2026-11-21/01'],
    ['another cadence', 'day', '2026-11'],
    ['something around it', 'day', ' 2026-11-21'],
    ['a line break after it', 'day', '2026-11-21\n'],
    ['nothing', 'year', ''],
  ])('%s', (_why, cadence, name) => {
    expect(readPeriod(cadence, madrid, name)).toBeNull();
  });

  it('a day that a zone has left out', () => {
    expect(readPeriod('day', 'Pacific/Apia', '2011-12-30')).toBeNull();
  });
});

const hours = (period: { startsAt: number; endsAt: number } | null) =>
  period && (period.endsAt - period.startsAt) / 3_600_000;
const count = (cadence: Cadence, zone: string, name: string) => {
  const day = readPeriod('day', zone, name);
  if (!day) return null;
  return periodAt(cadence, zone, day.endsAt).ordinal - periodAt(cadence, zone, day.startsAt).ordinal;
};

describe('the nights on which the clock is changed', () => {
  it.each([
    [madrid, '2026-03-29', 23],
    [madrid, '2026-10-25', 25],
    ['America/Santiago', '2026-04-04', 25],
    ['America/Santiago', '2026-09-06', 23],
    ['Asia/Kolkata', '2026-03-29', 24],
  ])('%s %s has %s hours', (zone, name, length) => {
    expect(hours(readPeriod('day', zone, name))).toBe(length);
    expect(count('hour', zone, name)).toBe(length);
    expect(count({ minutes: 15 }, zone, name)).toBe(length * 4);
  });

  it('gives both hours of two in autumn a name', () => {
    const [first, second] = ['2026-10-25T02+02:00', '2026-10-25T02+01:00'].map((name) =>
      readPeriod('hour', madrid, name),
    );
    expect(second?.ordinal).toBe((first?.ordinal ?? 0) + 1);
    expect(second?.startsAt).toBe(first?.endsAt);
  });

  it('starts the day at one where the clock jumps over midnight, and keeps its nominal start', () => {
    const day = readPeriod('day', 'America/Santiago', '2026-09-06');
    expect(day).toMatchObject({ starts: '2026-09-06T00:00:00', startsAt: at('2026-09-06T04:00:00Z') });
  });

  it('makes an hour shorter or longer where the clock moves by half an hour', () => {
    const zone = 'Australia/Lord_Howe';
    expect(hours(readPeriod('hour', zone, '2026-10-04T02+11:00'))).toBe(0.5);
    expect(hours(readPeriod('hour', zone, '2026-04-05T01+11:00'))).toBe(1.5);
  });
});

it('reads fifty thousand days in two seconds of a processor at most', () => {
  const names = Array.from({ length: 50_000 }, (_, ordinal) => periodOfOrdinal('day', madrid, ordinal % 20_000).name);
  const before = process.cpuUsage();
  for (const name of names) readPeriod('day', madrid, name);
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1_000).toBeLessThan(2000);
});
