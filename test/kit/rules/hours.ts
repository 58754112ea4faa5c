import type { Notice, OrganisationDocument, Unit } from '#libs/contracts';
import { ms } from './hold.js';

const minute = 60_000;
const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/**
 * A unit's working time as the rules have it, told minute by minute: rule 3 without any of the code that it is to hold. Calendars turn at
 * whole minutes, and never within an hour that a zone's clock shows twice.
 */
export interface Hours {
  worksAt: (at: number) => boolean;
  /** Working time between two instants, in ms. */
  between: (from: number, to: number) => number;
  /** The first instant by which so much has been worked. */
  after: (from: number, worked: number) => number;
  /** The minutes of a mean working day. */
  day: number;
  /** Two with the same text are the same hours. */
  text: string;
}

const all = new Map<string, Hours>();

/** The hours of one unit under a document and what has been said. */
export function hoursOf(document: OrganisationDocument, notices: readonly Notice[], unit: string): Hours {
  const drawn = drawnHours(document, notices, unit);
  const known = all.get(drawn.text) ?? drawn;
  if (all.size > 500) all.clear();
  all.set(drawn.text, known);
  return known;
}

function drawnHours(document: OrganisationDocument, notices: readonly Notice[], unit: string): Hours {
  const chain = chainUp(document, unit);
  const zone = chain.find(({ timeZone }) => timeZone !== undefined)?.timeZone ?? 'UTC';
  const ordinary = ordinaryHours(chain);
  const stops = notices
    .filter(({ state, kind }) => state !== 'withdrawn' && (kind === 'planned-stop' || kind === 'strike'))
    .filter((notice) => chain.some(({ id }) => id === notice.unit))
    .map(({ from, until }) => [ms(from), ms(until)] as const);
  const known = new Map<number, boolean>();
  const worksAt = (at: number) => {
    const slot = Math.floor(at / minute);
    const found =
      known.get(slot) ?? (worksLocally(ordinary, zone, slot) && !stops.some(([from, to]) => from <= at && at < to));
    known.set(slot, found);
    return found;
  };
  const calendars = chain.map(({ calendar }) => calendar ?? null);
  const text = JSON.stringify([zone, calendars, stops]);
  return { worksAt, ...counting(worksAt), day: meanDay(chain), text };
}

function counting(worksAt: Hours['worksAt']): Pick<Hours, 'between' | 'after'> {
  return {
    between: (from, to) => {
      let worked = 0;
      for (let at = from, next = nextMinute(at); at < to; at = next, next += minute)
        if (worksAt(at)) worked += Math.min(next, to) - at;
      return worked;
    },
    after: (from, worked) => {
      let left = worked;
      for (let at = from; left > 0; at = nextMinute(at)) {
        if (at - from > 400 * 1_440 * minute) throw new Error('no working time');
        if (!worksAt(at)) continue;
        if (nextMinute(at) - at >= left) return at + left;
        left -= nextMinute(at) - at;
      }
      return from;
    },
  };
}

function nextMinute(at: number): number {
  return (Math.floor(at / minute) + 1) * minute;
}

/** From the unit up. */
export function chainUp({ units }: OrganisationDocument, id: string): Unit[] {
  const unit = units.find((one) => one.id === id);
  return unit ? [unit, ...chainUp({ units } as OrganisationDocument, unit.parent ?? '')] : [];
}

/** The hours that begin on a local date, as minutes from its midnight. */
type Stretch = readonly [number, number];
type OnDay = (day: number) => readonly Stretch[];

function ordinaryHours(chain: readonly Unit[]): OnDay | null {
  const week = chain.find(({ calendar }) => calendar?.week)?.calendar?.week;
  const holidays = chain.flatMap(({ calendar }) => calendar?.holidays ?? []);
  if (!week && holidays.length === 0) return null;
  return remembered((day) => {
    const date = dateOf(day);
    const holiday = holidays.find((one) => one.date <= date && date <= (one.until ?? one.date));
    if (holiday) return holiday.hours.map(stretch);
    const weekday = days[(new Date(date).getUTCDay() + 6) % 7];
    return week && weekday ? week[weekday].map(stretch) : [[0, 1_440]];
  });
}

function remembered(onDay: OnDay): OnDay {
  const known = new Map<number, readonly Stretch[]>();
  return (day) => {
    const found = known.get(day) ?? onDay(day);
    known.set(day, found);
    return found;
  };
}

function stretch(text: string): Stretch {
  const [from = 0, to = 0] = text.split('-').map((clock) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3)));
  return [from, to > from ? to : to + 1_440];
}

function worksLocally(onDay: OnDay | null, zone: string, slot: number): boolean {
  if (!onDay) return true;
  const local = slot + offset(zone, slot);
  const [today, clock] = [Math.floor(local / 1_440), ((local % 1_440) + 1_440) % 1_440];
  const within = (day: number, at: number) => onDay(day).some(([from, to]) => from <= at && at < to);
  return within(today, clock) || within(today - 1, clock + 1_440);
}

function dateOf(day: number): string {
  return new Date(day * 1_440 * minute).toISOString().slice(0, 10);
}

const offsets = new Map<string, number>();
const clocks = new Map<string, Intl.DateTimeFormat>();

/** By how many minutes a zone's clock is ahead; told by what the platform's clock shows there. */
function offset(zone: string, slot: number): number {
  const quarter = Math.floor(slot / 15);
  const key = `${zone} ${quarter}`;
  const known = offsets.get(key) ?? shown(zone, quarter * 15) - quarter * 15;
  offsets.set(key, known);
  return known;
}

function shown(zone: string, slot: number): number {
  const clock =
    clocks.get(zone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  clocks.set(zone, clock);
  return Date.parse(`${clock.format(slot * minute).replace(' ', 'T')}Z`) / minute;
}

function meanDay(chain: readonly Unit[]): number {
  const week = chain.find(({ calendar }) => calendar?.week)?.calendar?.week;
  if (!week) return 1_440;
  const lengths = days.map((day) => week[day].map(stretch).reduce((sum, [from, to]) => sum + to - from, 0));
  const worked = lengths.filter((length) => length > 0);
  return Math.round(worked.reduce((sum, length) => sum + length, 0) / worked.length);
}
