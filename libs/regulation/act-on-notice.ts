import { type Indicator, type Notice, type NoticeAbout, type Refusal, topics } from '#libs/contracts';
import { periodAt } from '#libs/indicators';
import {
  type AdvancedNotice,
  decideNotice,
  declareNotice,
  happenToNotice,
  leavesOut,
  type NoticeCommand,
  organise,
  type Organisation,
  type Speaker,
} from '#libs/organisation';
import { Temporal } from 'temporal-polyfill';
import { again } from './again.js';
import { moveAllClocks } from './move-all-clocks.js';
import { moveExpectations } from './move-expectations.js';
import { type Changes, noChanges, type Once } from './rows.js';
import type { Store, Transaction } from './store.js';

export type NoticeOutcome =
  | { kind: 'done'; notice: Notice }
  | { kind: 'hold'; because: 'not-yet' | 'nothing-new' | 'over'; notice: Notice }
  | { kind: 'refused'; refusal: Refusal };

type CommandFor = (notice: Notice) => NoticeCommand | Refusal;

/** A notice to be declared: under its id, by whom. */
export interface Declaration {
  id: string;
  about: NoticeAbout;
  speaker: Speaker;
}

/**
 * Declares a notice: in one transaction it is written, clocks are moved, and what it concerns of the past is to be assessed again. The same one
 * again is the same notice, as it stands; its id with anything else is refused.
 */
export async function declare(store: Store, now: string, { id, about, speaker }: Declaration): Promise<NoticeOutcome> {
  return again(() =>
    store.transact(async (tx) => {
      await tx.holdOrganisation();
      const known = await tx.notice(id);
      if (known) return isSame(known, { id, about, speaker }) ? { kind: 'done', notice: known } : reused(id);
      const declared = declareNotice(id, about, speaker, now);
      if ('code' in declared) return { kind: 'refused', refusal: declared };
      await write(tx, now, { old: null, advanced: declared, once: null });
      return { kind: 'done', notice: declared.notice };
    }),
  );
}

function isSame(known: Notice, { about, speaker }: Declaration): boolean {
  const { kind, unit, title, text } = known;
  const same = kind === about.kind && unit === about.unit && title === about.title && text === about.text;
  const from = Temporal.Instant.compare(known.from, about.from) === 0;
  return same && from && known.by === speaker.by && known.byUnit === speaker.byUnit;
}

function reused(id: string): NoticeOutcome {
  return { kind: 'refused', refusal: { code: 'id-reused', message: `Something else was done under the id ${id}.` } };
}

/** Lets a person or the clock act on a notice; all that follows is written in the same transaction, or a named reason why nothing does. */
export function actOnNotice(store: Store, id: string, now: string, commandFor: CommandFor): Promise<NoticeOutcome> {
  return actOnNoticeOnce(store, { id, once: null }, now, commandFor);
}

/** The same for what comes under an id of its own: what was done under it already is answered with the notice as it stands. */
export async function actOnNoticeOnce(
  store: Store,
  { id, once }: { id: string; once: Once | null },
  now: string,
  commandFor: CommandFor,
): Promise<NoticeOutcome> {
  return again(() =>
    store.transact(async (tx) => {
      await tx.holdOrganisation();
      const notice = await tx.notice(id);
      if (!notice) return unknown(id);
      const before = once && (await tx.doneUnder(once.id));
      if (before && before.what !== once?.what) return reused(before.id);
      if (before) return { kind: 'done', notice };
      const command = commandFor(notice);
      if ('code' in command) return { kind: 'refused', refusal: command };
      const decision = decideNotice(notice, command, now);
      if (decision.kind === 'refuse') return { kind: 'refused', refusal: decision.refusal };
      if (decision.kind === 'hold') return { ...decision, notice };
      const advanced = happenToNotice(notice, decision.happenings, now);
      await write(tx, now, { old: notice, advanced, once });
      return { kind: 'done', notice: advanced.notice };
    }),
  );
}

function unknown(id: string): NoticeOutcome {
  return { kind: 'refused', refusal: { code: 'notice-unknown', message: `There is no notice "${id}".` } };
}

/** A notice as it was and as it is, and the id under which it became so. */
interface Turn {
  old: Notice | null;
  advanced: AdvancedNotice;
  once: Once | null;
}

async function write(tx: Transaction, now: string, { old, advanced, once }: Turn): Promise<void> {
  const { notice } = advanced;
  const changes = noChanges(now);
  if (once) changes.once.push(once);
  changes.notices.push(advanced);
  changes.feed.push({ kind: 'notice', notice: notice.id, sequence: notice.sequence, unit: notice.unit });
  const timer = { kind: 'notice', subject: notice.id } as const;
  if (notice.state === 'standing') changes.timers.set.push({ ...timer, dueAt: notice.until, replay: null });
  else changes.timers.clear.push(timer);
  const before = await tx.organisation();
  if (before) await assessAgain(tx, changes, before, notice);
  await tx.write(changes);
  if (!before) return;
  const others = before.notices.filter(({ id }) => id !== notice.id);
  const after = organise(before.version, before.document, [...others, notice]);
  if (old?.until === notice.until && old.state !== 'withdrawn' && notice.state !== 'withdrawn') return;
  await moveExpectations(tx, { before, after, because: 'noticed' }, now);
  await moveAllClocks(tx, { before, after, because: 'noticed' }, now);
}

/**
 * What the filter said of the notice's time and after it rests on what is no longer true. From the commit on nobody goes on from there;
 * each indicator's own messages, after all that was taken before, have it said again.
 */
async function assessAgain(
  tx: Transaction,
  changes: Changes,
  organisation: Organisation,
  notice: Notice,
): Promise<void> {
  if (!leavesOut(notice)) return;
  const begun = begunIn(organisation, notice, Temporal.Instant.from(changes.now).epochMilliseconds);
  if (begun.length === 0) return;
  const heads = await tx.heads(begun.map(({ indicator }) => indicator.id));
  for (const { indicator, period } of begun) {
    const sequence = heads.get(indicator.id) ?? 0;
    // Of what has never been assessed nothing is to be said again.
    if (sequence === 0) continue;
    changes.heads.push({ indicator: indicator.id, sequence: sequence + 1 });
    changes.staleSnapshots.push({ indicator: indicator.id, from: period.ordinal });
    const id = `notice/${notice.id}/${notice.sequence}/${indicator.id}`;
    const value = { id, indicator: indicator.id, period: period.name, settle: false, assess: true };
    changes.outgoing.push({ topic: topics.rollUps, key: indicator.id, id, value: JSON.stringify(value) });
  }
}

/** The indicators of the units in scope, with the period in which the notice begins, where that has begun itself. */
function begunIn(organisation: Organisation, { unit, from }: Notice, now: number) {
  const begins = Temporal.Instant.from(from).epochMilliseconds;
  return indicatorsBelow(organisation, unit).flatMap((indicator) => {
    const period = periodAt(indicator.cadence, organisation.timeZoneOf(indicator.unit), begins);
    return period.startsAt <= now + aheadMs ? [{ indicator, period }] : [];
  });
}

/** As far ahead a figure may be posted. */
const aheadMs = 5 * 60_000;

function indicatorsBelow(organisation: Organisation, unit: string): Indicator[] {
  return [
    ...organisation.indicatorsOf(unit),
    ...organisation.childrenOf(unit).flatMap((child) => indicatorsBelow(organisation, child.id)),
  ];
}
