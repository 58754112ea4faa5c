import type { Language } from '#libs/contracts';
import { dateOf } from './calendar.js';

/** How a language names periods within a sentence; a year that goes without saying is null, days count from 1970-01-01. */
export interface Tongue {
  quarter: (number: number, year: string | null) => string;
  month: (number: number, year: string | null) => string;
  week: (number: number, year: string | null) => string;
  day: (day: number, year: string | null) => string;
  weekday: (day: number) => string;
  /** The number of a shift, and the words of its day. */
  shift: (number: number, day: string) => string;
  /** The hour from a time on, and the words of its day. */
  hour: (time: string, day: string) => string;
  /** The period from a time on, of a day that may go without saying. */
  time: (time: string, day: string | null) => string;
}

/** Weekdays from Thursday on, which 1970-01-01 was; a quarter or shift is the first, the second and so on. */
interface Names {
  weekdays: string;
  months: string;
  ordinals: string;
}

const englishNames: Names = {
  weekdays: 'Thursday Friday Saturday Sunday Monday Tuesday Wednesday',
  months: 'January February March April May June July August September October November December',
  ordinals: 'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth',
};

const spanishNames: Names = {
  weekdays: 'jueves viernes sábado domingo lunes martes miércoles',
  months: 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre',
  ordinals: 'primer segundo tercer cuarto quinto sexto séptimo octavo noveno décimo undécimo duodécimo',
};

/** The ways in which each language names periods. */
export const tongues: Record<Language, Tongue> = {
  en: english(callers(englishNames)),
  es: spanish(callers(spanishNames)),
};

interface Callers {
  weekday: (day: number) => string;
  month: (number: number) => string;
  ordinal: (number: number) => string;
}

function callers(names: Names): Callers {
  const [weekdays, months, ordinals] = [names.weekdays.split(' '), names.months.split(' '), names.ordinals.split(' ')];
  return {
    weekday: (day) => weekdays.at(day % 7) ?? '',
    month: (number) => months[number - 1] ?? '',
    ordinal: (number) => ordinals[number - 1] ?? '',
  };
}

function english({ weekday, month, ordinal }: Callers): Tongue {
  return {
    quarter: (number, year) => joined(`the ${ordinal(number)} quarter`, ' of ', year),
    month: (number, year) => joined(month(number), ' ', year),
    week: (number, year) => joined(`week ${number}`, ' of ', year),
    day: (day, year) => joined(`${weekday(day)} ${dateOf(day).dayOfMonth} ${month(dateOf(day).month)}`, ' ', year),
    weekday,
    shift: (number, day) => `the ${ordinal(number)} shift of ${day}`,
    hour: (time, day) => `the hour from ${time} on ${day}`,
    time: (time, day) => joined(time, ' on ', day),
  };
}

function spanish({ weekday, month, ordinal }: Callers): Tongue {
  return {
    quarter: (number, year) => joined(`el ${ordinal(number)} trimestre`, ' de ', year),
    month: (number, year) => joined(month(number), ' de ', year),
    week: (number, year) => joined(`la semana ${number}`, ' de ', year),
    day: (day, year) =>
      joined(`el ${weekday(day)} ${dateOf(day).dayOfMonth} de ${month(dateOf(day).month)}`, ' de ', year),
    weekday: (day) => `el ${weekday(day)}`,
    shift: (number, day) => contracted(`el ${ordinal(number)} turno de ${day}`),
    hour: (time, day) => contracted(`la hora de ${clock(time)} de ${day}`),
    time: (time, day) => contracted(joined(clock(time), ' de ', day)),
  };
}

function joined(words: string, by: string, more: string | null): string {
  return more === null ? words : `${words}${by}${more}`;
}

function clock(time: string): string {
  return time.startsWith('01') ? `la ${time}` : `las ${time}`;
}

function contracted(words: string): string {
  return words.replace(' de el ', ' del ');
}
