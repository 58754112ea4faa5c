import type { Mandate, Role, VoteSettings } from '#libs/contracts';
import { Temporal } from 'temporal-polyfill';
import { durationMinutes } from '../duration.js';
import type { Organisation } from '../organise.js';

/** Whether a mandate holds at `now`. */
export function holds({ from, until, ended }: Pick<Mandate, 'from' | 'until' | 'ended'>, now: string): boolean {
  const at = Temporal.Instant.from(now);
  const since = (instant: string) => Temporal.Instant.compare(at, instant) >= 0;
  return since(from) && !(until !== null && since(until)) && !(ended !== null && since(ended));
}

/** The roles that somebody has in a unit now. */
export function rolesIn(mandates: readonly Mandate[], unit: string, now: string): Role[] {
  const held = mandates.filter((mandate) => mandate.unit === unit && holds(mandate, now));
  return [...new Set(held.map(({ role }) => role))];
}

const unlessSaid: VoteSettings = { quorum: 0.5, share: 0.5, within: 'P3D', voters: ['member'] };

/** How a unit votes: by its own settings or the nearest above it. */
export function voteSettingsOf(org: Organisation, unit: string): VoteSettings {
  return org.pathUp(unit).find(({ votes }) => votes !== undefined)?.votes ?? unlessSaid;
}

/** When a vote that is opened now closes. */
export function closingTime({ within }: VoteSettings, now: string): string {
  return Temporal.Instant.from(now)
    .add({ minutes: durationMinutes(within) })
    .toString();
}

/**
 * Who votes on the mandates of a unit: those in it whose role its settings name; where it has none of these, all that have a mandate
 * there; where it has nobody, those of the nearest unit above that has somebody. `of` gives the mandates of a unit.
 */
export function electorateOf(
  org: Organisation,
  unit: string,
  of: (unit: string) => readonly Mandate[],
  now: string,
): string[] {
  const { voters } = voteSettingsOf(org, unit);
  for (const { id } of org.pathUp(unit)) {
    const active = of(id).filter((mandate) => holds(mandate, now));
    const named = active.filter(({ role }) => voters.includes(role));
    const entitled = named.length > 0 ? named : active;
    if (entitled.length > 0) return [...new Set(entitled.map(({ person }) => person.id))];
  }
  return [];
}
