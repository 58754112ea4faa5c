import { type Alert, type AlertAbout, type Deviation, type Indicator } from '#libs/contracts';
import { advance, type AlertCommand, decide } from '#libs/alerting';
import { periodOfOrdinal, readPeriod } from '#libs/indicators';
import type { Organisation } from '#libs/organisation';
import { Temporal } from 'temporal-polyfill';
import { again } from './again.js';
import { recordAlert } from './alert-rows.js';
import { type Changes, type KnownAlert, noChanges, type Timer } from './rows.js';
import type { Store } from './store.js';
import { timeIn } from './time-in.js';

/**
 * Rule 9, after an alert was raised or closed. It and what lies below it are looked at again, all locked in the order of their ids:
 * whoever comes last, the alert of the whole or that of the part, finds the other committed.
 */
export async function regroup(store: Store, timer: Timer, now: string): Promise<void> {
  const [indicator = '', id = ''] = timer.subject.split(' ');
  await again(() =>
    store.transact(async (tx) => {
      if (!(await tx.claim(timer))) return;
      const organisation = await tx.organisation();
      const above = organisation ? wholesOf(organisation, indicator) : [];
      const below = organisation ? partsBelow(organisation, indicator) : [];
      const family = await tx.family(id, [...above, indicator, ...below]);
      const changes = noChanges(now);
      const subject = family.find(({ alert }) => alert.id === id);
      const own = new Set([indicator, ...below]);
      const waits =
        subject !== undefined &&
        family
          .filter((known) => follows(known, subject, own))
          .some((known) => !move(changes, organisation, family, known));
      if (waits) changes.timers.set.push({ ...timer, dueAt: soonAfter(now) });
      else changes.timers.clear.push({ kind: 'group', subject: timer.subject });
      await tx.write(changes);
    }),
  );
}

/** The subject itself, what is shown under it, and what may be: all of the same replay. */
function follows({ alert, replay }: KnownAlert, subject: KnownAlert, own: ReadonlySet<string>): boolean {
  if (alert.closedAt !== null) return false;
  if (alert.about.kind === 'question') return alert.about.of === subject.alert.id;
  return alert.under?.alert === subject.alert.id || (replay === subject.replay && own.has(alert.indicator ?? ''));
}

/** Groups, moves or ungroups one alert; false where its time is up, and it has to climb before. */
function move(
  changes: Changes,
  organisation: Organisation | null,
  family: readonly KnownAlert[],
  known: KnownAlert,
): boolean {
  const command = commandFor(organisation, family, known);
  if (!command) return true;
  const { climbsAt } = known.alert;
  if (climbsAt !== null && Temporal.Instant.compare(climbsAt, changes.now) <= 0) return false;
  const decision = decide(known.alert, command, timeIn(organisation, changes.now));
  if (decision.kind === 'happens') recordAlert(changes, advance(known.alert, decision.happenings, changes.now), known);
  return true;
}

function commandFor(
  organisation: Organisation | null,
  family: readonly KnownAlert[],
  { alert, replay }: KnownAlert,
): AlertCommand | null {
  if (alert.about.kind === 'question') {
    const { of } = alert.about;
    const over = family.some((other) => other.alert.id === of && other.alert.closedAt !== null);
    return over ? { kind: 'withdraw', because: 'closed-above' } : null;
  }
  const open = family.filter((other) => other.alert.closedAt === null && other.replay === replay);
  const nearest =
    organisation &&
    nearestAbove(
      organisation,
      open.map((other) => other.alert),
      alert,
    );
  if (nearest) return nearest.id === alert.under?.alert ? null : { kind: 'group', under: nearest.id };
  const above = family.find((other) => other.alert.id === alert.under?.alert);
  return above && above.alert.closedAt !== null ? { kind: 'ungroup' } : null;
}

/** The open alert of the nearest whole above that tells of the same, as long as this one has not gone past the unit of that. */
function nearestAbove(organisation: Organisation, open: readonly Alert[], alert: Alert): Alert | undefined {
  const part = organisation.indicator(alert.indicator ?? '');
  if (!part || alert.apart) return undefined;
  for (const id of wholesOf(organisation, part.id)) {
    const whole = organisation.indicator(id);
    const found =
      whole && open.find((other) => other.indicator === id && isOneCause(organisation, [whole, other], [part, alert]));
    if (found) return found;
  }
  return undefined;
}

type Told = readonly [Indicator, Alert];

/** Same sign, and an onset that lies at most one period of the whole from the whole's own. */
function isOneCause(organisation: Organisation, [whole, above]: Told, [part, alert]: Told): boolean {
  const [one, other] = [deviationOf(above.about), deviationOf(alert.about)];
  if (!one || !other || above.sign !== alert.sign) return false;
  if (!alert.path.slice(alert.level).some(({ unit }) => unit === whole.unit)) return false;
  const around = readPeriod(whole.cadence, organisation.timeZoneOf(whole.unit), one.onset);
  const within = readPeriod(part.cadence, organisation.timeZoneOf(part.unit), other.onset);
  if (!around || !within) return false;
  const zone = organisation.timeZoneOf(whole.unit);
  const from = periodOfOrdinal(whole.cadence, zone, around.ordinal - 1).startsAt;
  const until = periodOfOrdinal(whole.cadence, zone, around.ordinal + 1).endsAt;
  return within.startsAt < until && within.endsAt > from;
}

function deviationOf(about: AlertAbout): Deviation | null {
  return about.kind === 'deviation' ? about.deviation : null;
}

/** The indicators that this one is a part of, the nearest first. */
function wholesOf(organisation: Organisation, indicator: string): string[] {
  const into = organisation.indicator(indicator)?.into;
  return into === undefined ? [] : [into, ...wholesOf(organisation, into)];
}

function partsBelow(organisation: Organisation, indicator: string): string[] {
  return organisation.partsOf(indicator).flatMap(({ id }) => [id, ...partsBelow(organisation, id)]);
}

function soonAfter(now: string): string {
  return Temporal.Instant.from(now).add({ seconds: 1 }).toString({ fractionalSecondDigits: 3 });
}
