import type { Language, Verdict } from '#libs/contracts';

/** What the filter holds of an indicator: its level with the sd of that, and its slope a period. */
export interface Held {
  level: number;
  sd: number;
  slope: number;
}

/**
 * What has become of an indicator between the end of its alert and the review: it has moved if the levels are further apart than
 * two sd of their difference.
 */
export function verdictOf(before: Held | null, after: Held | null, measure: string): Verdict {
  if (!before || !after) return { before, after, moved: false, sentence: unknown };
  const moved = Math.abs(after.level - before.level) > 2 * Math.hypot(after.sd, before.sd);
  return {
    before,
    after,
    moved,
    sentence: { en: english(before, after, moved, measure), es: spanish(before, after, moved, measure) },
  };
}

const unknown = {
  en: 'There are no figures by which to say whether the level has moved.',
  es: 'No hay cifras para decir si el nivel ha cambiado.',
};

function english(before: Held, after: Held, moved: boolean, measure: string): string {
  const level = levelIn('en');
  if (!moved) return `Since it was closed the level has not moved: ${level(after.level)} ${measure}.`;
  const way = after.level > before.level ? 'risen' : 'fallen';
  return `Since it was closed the level has ${way} from ${level(before.level)} to ${level(after.level)} ${measure}.`;
}

function spanish(before: Held, after: Held, moved: boolean, measure: string): string {
  const level = levelIn('es');
  if (!moved) return `Desde que se cerró, el nivel no ha cambiado: ${level(after.level)} ${measure}.`;
  const way = after.level > before.level ? 'subido' : 'bajado';
  return `Desde que se cerró, el nivel ha ${way} de ${level(before.level)} a ${level(after.level)} ${measure}.`;
}

function levelIn(language: Language): (value: number) => string {
  const format = new Intl.NumberFormat(language, { maximumSignificantDigits: 4 });
  return (value) => format.format(value);
}
