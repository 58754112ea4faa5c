import type { Verdict } from '#libs/contracts';

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
export function verdictOf(then: Held | null, now: Held | null, measure: string): Verdict {
  if (!then || !now) return { then, now, moved: false, sentence: unknown };
  const moved = Math.abs(now.level - then.level) > 2 * Math.hypot(now.sd, then.sd);
  return {
    then,
    now,
    moved,
    sentence: { en: english(then, now, moved, measure), es: spanish(then, now, moved, measure) },
  };
}

const unknown = {
  en: 'There are no figures by which to say whether the level has moved.',
  es: 'No hay cifras para decir si el nivel ha cambiado.',
};

function english(then: Held, now: Held, moved: boolean, measure: string): string {
  const level = (value: number) => new Intl.NumberFormat('en', { maximumSignificantDigits: 4 }).format(value);
  if (!moved) return `Since it was closed the level has not moved: ${level(now.level)} ${measure}.`;
  const way = now.level > then.level ? 'risen' : 'fallen';
  return `Since it was closed the level has ${way} from ${level(then.level)} to ${level(now.level)} ${measure}.`;
}

function spanish(then: Held, now: Held, moved: boolean, measure: string): string {
  const level = (value: number) => new Intl.NumberFormat('es', { maximumSignificantDigits: 4 }).format(value);
  if (!moved) return `Desde que se cerró, el nivel no ha cambiado: ${level(now.level)} ${measure}.`;
  const way = now.level > then.level ? 'subido' : 'bajado';
  return `Desde que se cerró, el nivel ha ${way} de ${level(then.level)} a ${level(now.level)} ${measure}.`;
}
