import { z } from 'zod';
import { Instant, ShortName, UnitId, Words } from './names.js';

/**
 * What a notice says. planned-stop, strike: the units in scope do not work; their clocks pause, figures of that time are left out
 * of the filter, and their silence is explained. known-change: work goes on while something new settles in; figures are left out until
 * its end, and the filter begins anew after it. other: is said, and changes nothing.
 */
export const NoticeKind = z.enum(['planned-stop', 'known-change', 'strike', 'other']);
export type NoticeKind = z.infer<typeof NoticeKind>;

/**
 * What is said beforehand, of a unit and all below it, from an instant up to another that is not in it any more. There is always
 * an end, which can be moved as often as needed: nothing may silence a unit for ever.
 */
export const NoticeAbout = z.strictObject({
  kind: NoticeKind,
  unit: UnitId,
  from: Instant,
  until: Instant,
  title: ShortName,
  text: Words.nullable().default(null),
});
export type NoticeAbout = z.infer<typeof NoticeAbout>;

const person = { by: ShortName, byUnit: UnitId };

/** What happened to a notice; the list of these is the stored truth, the notice their fold. */
export const NoticeHappening = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('declared'), about: NoticeAbout, ...person }),
  z.object({ kind: z.literal('changed'), ...person, until: Instant }),
  /** By a person, whose word moves the end to now; or because the end has come, and then `by` is null. */
  z.object({
    kind: z.literal('ended'),
    because: z.enum(['time-up', 'by-hand']),
    by: ShortName.nullable(),
    byUnit: UnitId.nullable(),
    until: Instant,
  }),
  z.object({ kind: z.literal('withdrawn'), ...person }),
]);
export type NoticeHappening = z.infer<typeof NoticeHappening>;

/** A happening in its place: `sequence` counts from 1 without gaps, `at` is when it was committed. */
export const NoticeEvent = z.object({
  notice: z.string(),
  sequence: z.int().positive(),
  at: Instant,
  happening: NoticeHappening,
});
export type NoticeEvent = z.infer<typeof NoticeEvent>;

/** standing: its end has not come yet. ended: over, and still true of its time. withdrawn: as if it had never been said. */
export const NoticeState = z.enum(['standing', 'ended', 'withdrawn']);
export type NoticeState = z.infer<typeof NoticeState>;

/** A notice as its events have made it; `by` and `byUnit` are who declared it. */
export const Notice = NoticeAbout.extend({
  id: z.string(),
  sequence: z.int(),
  state: NoticeState,
  ...person,
  declaredAt: Instant,
});
export type Notice = z.infer<typeof Notice>;

/** With an id of its own, the same notice sent again is the same notice. */
export const DeclareNoticeBody = NoticeAbout.extend({ id: z.uuid().optional() });

export const ChangeNoticeBody = z.strictObject({ until: Instant });

/** What the viewer may do with a notice now. */
export const NoticeActs = z.object({ change: z.boolean(), end: z.boolean(), withdraw: z.boolean() });

/** A notice as it is read; `inForce` says whether the instant of reading lies in it. */
export const NoticeView = z.object({
  notice: Notice,
  unitName: z.string(),
  byUnitName: z.string(),
  inForce: z.boolean(),
  timeline: z.array(NoticeEvent),
  may: NoticeActs,
});
export type NoticeView = z.infer<typeof NoticeView>;
export const NoticeList = z.object({
  notices: z.array(NoticeView),
  /** Whether the viewer may declare a notice for the unit that was asked about. */
  mayDeclare: z.boolean(),
});
export type NoticeList = z.infer<typeof NoticeList>;
