import { dateText, day, dayOf, digits, hour, minute, minuteText } from './calendar.js';
import type { Grid } from './grid.js';

const pattern = /^(\d{4})-(\d\d)-(\d\d)T(\d\d)(?::(\d\d))?([+-])(\d\d):(\d\d)(?::(\d\d))?$/;

/**
 * Hours, or periods of so many minutes, cut on the local clock and numbered by instants: the nominal start, in UTC, over
 * the length, rounded down. So an autumn night has two hours of two. Where a zone moves its clock by a part of the length
 * (Lord Howe by half an hour), the hour of that night is half an hour shorter or longer.
 */
export function clockGrid(minutes: number): Grid {
  const length = minutes * minute;
  const late = (offset: number) => modulo(offset, length);
  const shiftOf = (offset: number) => (late(offset) === 0 ? 0 : 1);
  return {
    ordinalAt: (instant, offset) => Math.floor((instant + late(offset)) / length) - shiftOf(offset),
    startAt: (ordinal, offset) => (ordinal + shiftOf(offset)) * length - late(offset),
    localStart: (_ordinal, startsAt, offset) => Math.floor((startsAt + offset) / length) * length,
    name: (_ordinal, local, offset) => (minutes === 60 ? hourText(local) : minuteText(local)) + offsetText(offset),
    read: (name) => {
      const start = nominalStart(name);
      return start === null ? null : Math.floor(start / length);
    },
  };
}

function nominalStart(name: string): number | null {
  const match = pattern.exec(name);
  if (!match) return null;
  const number = (group: number) => Number(match[group] ?? 0);
  const local = dayOf(number(1), number(2), number(3)) * day + number(4) * hour + number(5) * minute;
  const offset = number(7) * hour + number(8) * minute + number(9) * 1000;
  return match[6] === '-' ? local + offset : local - offset;
}

function hourText(local: number): string {
  const days = Math.floor(local / day);
  return `${dateText(days)}T${digits(Math.floor((local - days * day) / hour), 2)}`;
}

/** +01:00; with seconds only for offsets of local mean time, before zones were agreed. */
function offsetText(offset: number): string {
  const seconds = Math.abs(offset) / 1000;
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[2] === 0 ? parts.slice(0, 2) : parts;
  return (offset < 0 ? '-' : '+') + shown.map((part) => digits(part, 2)).join(':');
}

function modulo(value: number, length: number): number {
  return value - Math.floor(value / length) * length;
}
