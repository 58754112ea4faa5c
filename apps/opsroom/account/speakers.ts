import type { Mandate, Me, Role } from '#libs/contracts';
import type { Use, Viewer } from '../viewer-book.js';

const useOf: Record<Role, Use> = { member: 'team', coordinator: 'coordinator', delegate: 'council' };

/** Those as whom a signed-in person can look: their name with each mandate that holds, the chosen one first. `now` in ms. */
export function speakersOf({ person, mandates }: Me, chosen: Viewer | null, now: number): Viewer[] {
  if (!person) return [];
  const all = mandates
    .filter((mandate) => hasBegun(mandate, now) && lasts(mandate, now))
    .map(({ unit, role }) => ({ name: person.name, unit, use: useOf[role] }));
  const first = all.filter((one) => one.unit === chosen?.unit && one.use === chosen.use);
  return [...first, ...all.filter((one) => !first.includes(one))];
}

/** The unit for which somebody spoke before and does not any more; null where there is none, or somebody else is signed in. */
export function lostUnit(before: Me | null, after: Me, now: number): string | null {
  if (!before?.person || before.person.id !== after.person?.id) return null;
  const kept = new Set(speakersOf(after, null, now).map(({ unit }) => unit));
  return before.mandates.find((one) => one.ended === null && hasBegun(one, now) && !kept.has(one.unit))?.unit ?? null;
}

function hasBegun({ from }: Mandate, now: number): boolean {
  return Date.parse(from) <= now;
}

function lasts({ ended, until }: Mandate, now: number): boolean {
  return ended === null && (until === null || Date.parse(until) > now);
}
