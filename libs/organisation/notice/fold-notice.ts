import type { Notice, NoticeEvent, NoticeHappening } from '#libs/contracts';

/** A notice and the events that brought it to where it is now. */
export interface AdvancedNotice {
  notice: Notice;
  events: NoticeEvent[];
}

/** Events after those that made the notice what it is; the first event of all is that it was declared. */
export function advanceNotice(before: Notice | null, events: readonly NoticeEvent[]): AdvancedNotice {
  const notice = events.reduce<Notice | null>(applied, before);
  if (!notice) throw new Error('a notice without events');
  return { notice, events: [...events] };
}

/** Numbers happenings on from the notice's last event, and lets them happen. */
export function happenToNotice(notice: Notice, happenings: readonly NoticeHappening[], now: string): AdvancedNotice {
  const events = happenings.map((happening, index) => ({
    notice: notice.id,
    sequence: notice.sequence + 1 + index,
    at: now,
    happening,
  }));
  return advanceNotice(notice, events);
}

function applied(notice: Notice | null, { notice: id, sequence, at, happening }: NoticeEvent): Notice {
  if (sequence !== (notice?.sequence ?? 0) + 1) throw new Error(`event ${sequence} of notice ${id} is out of sequence`);
  if (happening.kind === 'declared') {
    const { about, by, byUnit } = happening;
    return { ...about, id, sequence, state: 'standing', by, byUnit, declaredAt: at };
  }
  if (!notice) throw new Error('the first event of a notice is that it was declared');
  switch (happening.kind) {
    case 'changed':
      return { ...notice, sequence, state: 'standing', until: happening.until };
    case 'ended':
      return { ...notice, sequence, state: 'ended', until: happening.until };
    case 'withdrawn':
      return { ...notice, sequence, state: 'withdrawn' };
  }
}
