import type { AlertAbout, Deviation } from '#libs/contracts';
import { english, type Words } from './words/english.js';
import { language } from './words/language.js';
import { spanish } from './words/spanish.js';

/** Everything that the page says, in its language. */
export const words: Words = language === 'es' ? spanish : english;

/** What an alert is about, in the language of the page. */
export function aboutInWords(about: AlertAbout): string {
  switch (about.kind) {
    case 'deviation':
      return inWords(about.deviation);
    case 'silence':
    case 'question':
      return inWords(about);
    case 'cord':
      return about.text;
  }
}

/** A deviation's sentence in the language of the page. */
export function inWords({ sentence }: Pick<Deviation, 'sentence'>): string {
  return sentence[language];
}

/** Why something was not taken, in the language of the page; where that is the regulator's own, in its words for this very case. */
export function whyNot({ code, message }: { code: string; message: string }): string {
  const said = words.problems[code];
  return said?.title === undefined ? message : `${said.title} ${said.advice}`;
}
