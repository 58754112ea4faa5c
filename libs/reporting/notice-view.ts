import type { Notice, NoticeEvent, NoticeView } from '#libs/contracts';
import { actsOnNotice, type Organisation, type Mandated } from '#libs/organisation';
import { Temporal } from 'temporal-polyfill';

/** A notice with its timeline, the names of its units, and what the viewer may do with it at an instant. */
export function noticeView(
  organisation: Organisation,
  viewer: Mandated,
  { notice, timeline, now }: { notice: Notice; timeline: NoticeEvent[]; now: string },
): NoticeView {
  const nameOf = (unit: string) => organisation.unit(unit)?.name ?? unit;
  return {
    notice,
    unitName: nameOf(notice.unit),
    byUnitName: nameOf(notice.byUnit),
    inForce: notice.state !== 'withdrawn' && isWithin(notice, now),
    timeline,
    may: actsOnNotice(organisation, viewer, notice, now),
  };
}

function isWithin({ from, until }: Notice, now: string): boolean {
  return Temporal.Instant.compare(from, now) <= 0 && Temporal.Instant.compare(now, until) < 0;
}
