import type { DeviationKind, DeviationStatus, Scale } from '#libs/contracts';
import type { FilterDeviation } from './filter.js';

/** What a sentence may speak of. `amount` is written out already: "18 %", "15 percentage points", "340". */
export interface Facts {
  direction: 'up' | 'down';
  amount: string;
  sd: string;
}

type Phrase = (facts: Facts) => string;
type SettledKind = Exclude<DeviationKind, 'unclear'>;

/** One phrase for whatever a filter can tell. */
interface Phrases {
  raised: Record<DeviationKind, Phrase>;
  revised: Record<SettledKind, Phrase>;
  settled: Record<SettledKind, Phrase>;
  withdrawn: Phrase;
  percent: (number: string) => string;
  points: (number: string) => string;
}

const strayed = ({ direction, amount, sd }: Facts) =>
  `about ${amount} (${sd} sd) ${direction === 'up' ? 'above' : 'below'} what was expected`;
const moved = ({ direction }: Facts) => (direction === 'up' ? 'risen' : 'dropped');

const english: Phrases = {
  raised: {
    unclear: (facts) => `Unusually ${height(facts)}: ${strayed(facts)}; the next figures will tell whether it lasts.`,
    transient: (facts) => `One figure was unusually ${height(facts)}, ${strayed(facts)}; it looks like a one-off.`,
    step: (facts) =>
      `The level seems to have ${moved(facts)} by about ${facts.amount}; the next figures will confirm it or not.`,
    slope: (facts) =>
      `The trend seems to have turned ${ward(facts)}, by about ${facts.amount} a period; the next figures will confirm it or not.`,
  },
  revised: {
    transient: (facts) => `It looks more like a one-off now: ${strayed(facts)}.`,
    step: (facts) => `It looks more lasting now: the level seems to have ${moved(facts)} by about ${facts.amount}.`,
    slope: (facts) => `It looks like a trend now, turned ${ward(facts)} by about ${facts.amount} a period.`,
  },
  settled: {
    transient: (facts) => `A one-off: one figure was ${strayed(facts)}, and it did not last.`,
    step: (facts) => `The level has ${moved(facts)} by about ${facts.amount}, and the figures since confirm it.`,
    slope: (facts) =>
      `The trend has turned ${ward(facts)} by about ${facts.amount} a period, and the figures since confirm it.`,
  },
  withdrawn: () => 'It was nothing after all: with the figures since, it lies within what is ordinary.',
  percent: (number) => `${number} %`,
  points: (number) => `${number} percentage points`,
};

/** The languages that a sentence can be told in; another one is another row. */
const languages = { en: english } as const satisfies Record<string, Phrases>;
export type Language = keyof typeof languages;

/** What is told, as far as the choice of the phrase goes; only an event just raised can be unclear. */
export type Told =
  | { status: 'raised'; kind: DeviationKind }
  | { status: 'revised' | 'settled'; kind: SettledKind }
  | { status: 'withdrawn' };

/** One plain sentence, without dates. */
export function sentence(told: Told, facts: Facts, language: Language = 'en'): string {
  const phrases = languages[language];
  if (told.status === 'withdrawn') return phrases.withdrawn(facts);
  return (told.status === 'raised' ? phrases.raised[told.kind] : phrases[told.status][told.kind])(facts);
}

/** The size of a change as people say it: points of a fraction, per cent of the level before, or plainly its number. */
export function amountOf(size: number, levelBefore: number, scale: Scale, language: Language = 'en'): string {
  const { percent, points } = languages[language];
  if (scale === 'fraction') return points(rounded(100 * Math.abs(size)));
  const share = Math.abs(size / levelBefore);
  const telling = scale !== 'real' && levelBefore > 0 && share < 10;
  return telling ? percent(rounded(100 * share)) : rounded(Math.abs(size));
}

/** Two figures are as much as a sentence can bear. */
export function rounded(number: number): string {
  return String(Number(number.toPrecision(2)));
}

function height({ direction }: Facts): string {
  return direction === 'up' ? 'high' : 'low';
}

function ward({ direction }: Facts): string {
  return direction === 'up' ? 'upwards' : 'downwards';
}

/** One plain sentence about a deviation, without dates. */
export function sentenceOf(deviation: FilterDeviation, scale: Scale, language: Language = 'en'): string {
  const { status, kind, direction, size, sizeInSd, levelBefore } = deviation;
  const amount = amountOf(size, levelBefore, scale, language);
  return sentence(toldAs(status, kind), { direction, amount, sd: rounded(Math.abs(sizeInSd)) }, language);
}

function toldAs(status: DeviationStatus, kind: DeviationKind): Told {
  if (status === 'withdrawn') return { status };
  return status === 'raised' || kind === 'unclear' ? { status: 'raised', kind } : { status, kind };
}
