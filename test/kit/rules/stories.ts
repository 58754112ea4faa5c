import { OrganisationDocument, type WorkingWeek } from '#libs/contracts';
import * as fc from 'fast-check';
import type { Fault } from './mortal.js';

const hours = (on: Partial<WorkingWeek>): WorkingWeek => ({ ...free, ...on });
const free = { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] };
const workdays = (text: string[]) => ({ monday: text, tuesday: text, wednesday: text, thursday: text, friday: text });
const all = (text: string[]) => ({ ...workdays(text), saturday: text, sunday: text });

/** Office hours, two shifts, nights, weekends, halves round the clock: no hours begin or end while a zone's clock jumps. */
const weeks = [
  hours(workdays(['08:00-12:00', '13:00-17:00'])),
  hours(workdays(['06:00-14:00', '14:00-22:00'])),
  hours({ sunday: ['22:00-06:00'], ...workdays(['22:00-06:00']), friday: [] }),
  hours({ saturday: ['09:00-17:00'], sunday: ['09:00-17:00'], wednesday: ['16:00-21:00'] }),
  hours(all(['06:00-18:00', '20:00-05:00'])),
];
const weekArbitrary = fc.constantFrom(...weeks);

/** Where stories begin: three weeks before clocks are changed somewhere. */
const firstDays = ['2026-03-08', '2026-03-16', '2026-10-04'];
const zones = ['Europe/Berlin', 'America/Santiago', 'Asia/Kolkata', 'UTC'];

const holiday = fc.record({
  after: fc.integer({ min: 18, max: 40 }),
  days: fc.integer({ min: 0, max: 3 }),
  hours: fc.constantFrom<string[][]>([], [], ['09:00-12:00']),
});
const unit = fc.record({
  below: fc.nat(),
  week: fc.option(weekArbitrary, { nil: undefined }),
  zone: fc.option(fc.constantFrom(...zones), { nil: undefined, freq: 2 }),
  // A calendar that names a date twice is refused.
  holidays: fc.uniqueArray(holiday, {
    maxLength: 2,
    comparator: (one, other) => Math.abs(one.after - other.after) < 4,
  }),
});
const kind = fc.constantFrom('deviation', 'silence', 'cord', 'question');
const agreement = fc.record({
  unit: fc.nat(),
  own: fc.boolean(),
  kind: fc.option(kind, { nil: undefined }),
  severity: fc.option(fc.constantFrom('ordinary', 'severe'), { nil: undefined }),
  dealWithin: fc.constantFrom('PT7M', 'PT45M', 'PT90M', 'PT4H', 'PT11H', 'PT30H', 'P1D', 'P3D'),
  acknowledgeWithin: fc.option(fc.constantFrom('PT5M', 'PT30M', 'PT3H', 'P1D'), { nil: undefined }),
});

/** A tree of three to nine units: each hangs below one that was named before it, most of them deep. */
const worldArbitrary = fc
  .record({
    units: fc.array(unit, { minLength: 3, maxLength: 9 }),
    agreements: fc.array(agreement, { minLength: 1, maxLength: 8 }),
    firstDay: fc.constantFrom(...firstDays),
    expected: fc.constantFrom(null, 'PT2H', 'PT9H'),
  })
  .map((drawn) => ({ firstDay: drawn.firstDay, document: documentOf(drawn) }));

type Drawn<A> = A extends fc.Arbitrary<infer T> ? T : never;
interface Tree {
  units: Drawn<typeof unit>[];
  agreements: Drawn<typeof agreement>[];
  firstDay: string;
  expected: string | null;
}

const daily = { name: 'Output', measure: 'pieces', cadence: 'day', scale: 'real', good: 'more' };

function documentOf({ units, agreements, firstDay, expected }: Tree): OrganisationDocument {
  const parents = units.map(({ below }, n) => (n === 0 ? null : Math.max(0, n - 1 - (below % 3))));
  const isWhole = (n: number) => parents.includes(n);
  const agreed = agreements.map(({ unit, own, ...terms }) => {
    const n = unit % units.length;
    return { unit: `u${n}`, ...(own && { indicator: `i${n}` }), ...given(terms) };
  });
  return OrganisationDocument.parse({
    name: 'Drawn',
    units: units.map(({ week, zone, holidays }, n) => ({
      id: `u${n}`,
      name: `Unit ${n}`,
      parent: parents[n] === null ? null : `u${parents[n]}`,
      ...given({ timeZone: zone ?? (n === 0 ? 'Europe/Berlin' : undefined) }),
      ...((week ?? holidays.length > 0) && {
        calendar: { ...given({ week }), holidays: holidays.map((one) => holidayOn(firstDay, one)) },
      }),
      ...(n === 0 && expected !== null && { expected: { grace: expected, from: later(firstDay, 21) } }),
    })),
    indicators: units.map((_, n) => ({
      ...daily,
      id: `i${n}`,
      unit: `u${n}`,
      ...(n > 0 && { into: `i${parents[n]}` }),
      ...(isWhole(n) && { rollUp: { rule: 'sum', leastCoverage: 0.5 } }),
    })),
    agreements: [...new Map(agreed.map((one) => [keyOf(one), one])).values()],
  });
}

function keyOf({
  unit,
  indicator,
  kind,
  severity,
}: {
  unit: string;
  indicator?: string;
  kind?: string;
  severity?: string;
}) {
  return [unit, indicator, kind, severity].join('/');
}

function holidayOn(firstDay: string, { after, days, hours }: Drawn<typeof holiday>) {
  return { date: later(firstDay, after), until: later(firstDay, after + days), name: 'Feast', hours };
}

export function later(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Without what is left open. */
function given<T extends object>(terms: T) {
  return Object.fromEntries(Object.entries(terms).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

const deeds = [
  ...(['report', 'report', 'report', 'report', 'fall', 'fall', 'rise', 'mend', 'absent', 'correct', 'late'] as const),
  ...([
    'cord',
    'cord',
    'acknowledge',
    'acknowledge',
    'acknowledge',
    'ring',
    'answer',
    'confirm',
    'ask-time',
    'extend',
    'share',
  ] as const),
  ...(['ask-help', 'resolve', 'notice', 'change-notice', 'calendar', 'calendar', 'agreement'] as const),
  ...(['clock', 'clock', 'clocks', 'clocks', 'jump-back', 'roll-up', 'wait'] as const),
] as const;

const fault: fc.Arbitrary<Fault | null> = fc.option(
  fc.record({ at: fc.nat({ max: 3 }), committed: fc.boolean(), dies: fc.boolean() }),
  { nil: null, freq: 2 },
);

/** One thing that is done, so many minutes after the one before; what the numbers mean is the deed's business. */
const stepArbitrary = fc.record({
  does: fc.constantFrom(...deeds),
  wait: fc.oneof({ weight: 3, arbitrary: fc.nat({ max: 90 }) }, { weight: 1, arbitrary: fc.nat({ max: 3_000 }) }),
  unit: fc.nat(),
  alert: fc.nat(),
  minutes: fc.integer({ min: -30, max: 2_000 }),
  who: fc.nat({ max: 1 }),
  week: weekArbitrary,
  faults: fc.tuple(fault, fault),
});
export type Step = Drawn<typeof stepArbitrary>;

/** A story: where it is played, what happens, and in which order two regulators come first. */
export function storyArbitrary(steps: { minLength: number; maxLength: number }) {
  return fc.record({
    world: worldArbitrary,
    steps: fc.array(stepArbitrary, { ...steps, size: 'max' }),
    order: fc.array(fc.nat({ max: 7 }), { minLength: 8, maxLength: 8 }),
  });
}
export type Story = Drawn<ReturnType<typeof storyArbitrary>>;
