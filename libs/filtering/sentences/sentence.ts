import type { Language, Sentence } from '#libs/contracts';
import type { FilterDeviation } from '../filter.js';
import { amountOf, rateOf, rounded, type Subject } from './amounts.js';
import { english } from './english.js';
import type { Phrases, Since } from './phrases.js';
import { spanish } from './spanish.js';

/** The periods that a sentence names, in words of one language: "Monday 2 March", and "Tuesday", "Wednesday". */
export interface NamedPeriods {
  onset: string;
  since: Since;
}

const languages: Record<Language, Phrases> = { en: english, es: spanish };

/** From so many sd on a change of level shows in its first figure. */
const plainFrom = 3;

/** One plain sentence about a deviation, in every language; `periods` puts those that it names into words. */
export function sentenceOf(
  deviation: FilterDeviation,
  subject: Subject,
  periods: (language: Language) => NamedPeriods,
): Sentence {
  const say = (language: Language) => sentenceIn(languages[language], deviation, subject, periods(language));
  return { en: say('en'), es: say('es') };
}

function sentenceIn(phrases: Phrases, deviation: FilterDeviation, subject: Subject, periods: NamedPeriods): string {
  const { status, kind, direction, size, sizeInSd, levelBefore } = deviation;
  const amount = amountOf(size, levelBefore, subject, phrases);
  return phrases.told[status][kind]({
    ...periods,
    direction,
    amount,
    rate: rateOf(amount, subject, phrases),
    sd: rounded(sizeInSd, phrases),
    plain: Math.abs(sizeInSd) >= plainFrom,
  });
}
