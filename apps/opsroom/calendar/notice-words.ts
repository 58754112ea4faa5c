import type { Notice, NoticeEvent, NoticeView } from '#libs/contracts';
import { unitName } from '../data/organisation.js';
import { formatInstant } from '../format/instants.js';
import { words } from '../words.js';

/** When a notice holds, in the reader's own time. */
export function spanWords({ from, until }: Notice, now: number): string {
  return words.calendar.span(formatInstant(from, now), formatInstant(until, now));
}

/** One line of a notice's timeline. */
export function eventWords({ happening, at }: NoticeEvent, now: number): string {
  const say = words.calendar.happened;
  const time = formatInstant(at, now);
  switch (happening.kind) {
    case 'declared':
      return say.declared(who(happening), time);
    case 'changed':
      return say.changed(who(happening), formatInstant(happening.until, now), time);
    case 'ended':
      return happening.by === null ? say.timeUp(time) : say.ended(who(happening), time);
    case 'withdrawn':
      return say.withdrawn(who(happening), time);
  }
}

/** What a notice means for clocks and figures. */
export function meaningOf({ notice }: NoticeView): string {
  return words.calendar.meaning[notice.kind];
}

function who({ by, byUnit }: { by: string | null; byUnit: string | null }): string {
  return words.timeline.person(by ?? '', unitName(byUnit ?? ''));
}
