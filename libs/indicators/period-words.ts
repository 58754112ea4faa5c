import type { Language } from '#libs/contracts';
import { digits } from './calendar.js';
import { type Named, readName } from './period-name.js';
import { type Tongue, tongues } from './period-tongues.js';

/** Where a period is named. */
export interface Saying {
  language: Language;
  /** The period that speaks: its year goes without saying. */
  now: string;
  /** The period that was named just before: what lies less than a week after it needs no date. */
  after?: string;
}

/**
 * A period as it stands in a sentence: "Monday 2 March", "the second shift of Monday 2 March", "week 12", "March 2025"; in
 * Spanish with its article. A text that is not the name of a period is its own word.
 */
export function periodWords(name: string, { language, now, after }: Saying): string {
  const named = readName(name);
  if (!named) return name;
  const year = name.slice(0, 4);
  return wordsOf(named, {
    tongue: tongues[language],
    year: year === now.slice(0, 4) ? null : year,
    before: after === undefined ? null : readName(after),
  });
}

interface Telling {
  tongue: Tongue;
  year: string | null;
  before: Named | null;
}

function wordsOf(named: Named, telling: Telling): string {
  const { tongue, year } = telling;
  switch (named.kind) {
    case 'year':
      return named.year;
    case 'quarter':
    case 'month':
    case 'week':
      return tongue[named.kind](named.number, year);
    case 'day':
      return dayWords(named.day, telling);
    case 'shift':
      return tongue.shift(named.number, dayWords(named.day, telling));
    case 'time':
      return timeWords(named, telling);
  }
}

function dayWords(day: number, { tongue, year, before }: Telling): string {
  return before !== null && 'day' in before && isSoon(before.day, day) ? tongue.weekday(day) : tongue.day(day, year);
}

/** Soon after a time that was named, a time on its day stands alone, and one on another day beside the weekday. */
function timeWords(named: Extract<Named, { kind: 'time' }>, telling: Telling): string {
  const { tongue, before } = telling;
  const time = `${digits(named.hour, 2)}:${digits(named.minute, 2)}`;
  const day = dayWords(named.day, telling);
  if (before?.kind !== 'time' || !isSoon(before.day, named.day))
    return named.whole ? tongue.hour(time, day) : tongue.time(time, day);
  return tongue.time(time, before.day === named.day ? null : day);
}

function isSoon(before: number, day: number): boolean {
  return day >= before && day < before + 7;
}
