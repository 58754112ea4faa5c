import type { Mandate, Role, Vote, VoteSettings } from '#libs/contracts';
import { Temporal } from 'temporal-polyfill';
import { durationMinutes } from '../duration.js';
import type { Organisation } from '../organise.js';

/** Whether a mandate holds at `now`. */
export function holds({ from, ...end }: Pick<Mandate, 'from' | 'until' | 'ended'>, now: string): boolean {
  return isSince(from, now) && !isOver(end, now);
}

/** Whether a mandate has come to its end at `now`; one that has not begun has not. */
export function isOver({ until, ended }: Pick<Mandate, 'until' | 'ended'>, now: string): boolean {
  return [until, ended].some((end) => end !== null && isSince(end, now));
}

function isSince(instant: string, now: string): boolean {
  return Temporal.Instant.compare(now, instant) >= 0;
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
 * The mandates by which people vote on those of a unit: of those in it, the ones whose role its settings name; where there are none of
 * these, all; where it has nobody, those of the nearest unit above that has somebody; where nobody is left above either, those right
 * below, so that no tree is ever without a voice as long as anybody speaks for a part of it. `of` gives the mandates of a unit.
 */
export function votersOf(
  org: Organisation,
  unit: string,
  of: (unit: string) => readonly Mandate[],
  now: string,
): readonly Mandate[] {
  const { voters } = voteSettingsOf(org, unit);
  for (const level of levelsFrom(org, unit)) {
    const active = level.flatMap((id) => of(id)).filter((mandate) => holds(mandate, now));
    const named = active.filter(({ role }) => voters.includes(role));
    if (active.length > 0) return named.length > 0 ? named : active;
  }
  return [];
}

/** Who votes on the mandates of a unit, each once. */
export function electorateOf(...asked: Parameters<typeof votersOf>): string[] {
  return [...new Set(votersOf(...asked).map(({ person }) => person.id))];
}

/**
 * Whether somebody for whom a vote was opened may still take part: by a mandate by which they were entitled then and that holds now.
 * One that has ended gives no voice, whatever else they speak for.
 */
export function mayStillVote(
  org: Organisation,
  { unit, openedAt, electorate }: Pick<Vote, 'unit' | 'openedAt' | 'electorate'>,
  account: string,
  { of, now }: { of: (unit: string) => readonly Mandate[]; now: string },
): boolean {
  if (!electorate.includes(account)) return false;
  // Whoever has come in by that vote, or just after, was nobody's elector.
  const ofElectors = (one: string) => of(one).filter(({ person }) => electorate.includes(person.id));
  return votersOf(org, unit, ofElectors, openedAt).some(
    (mandate) => mandate.person.id === account && holds(mandate, now),
  );
}

/** The unit, one by one those above it, and then what lies below the highest of them, level by level. */
function levelsFrom(org: Organisation, unit: string): string[][] {
  const up = org.pathUp(unit).map(({ id }) => id);
  const levels = up.map((id) => [id]);
  for (let level = up.slice(-1); level.length > 0;) {
    level = level.flatMap((id) => org.childrenOf(id).map((child) => child.id));
    levels.push(level);
  }
  return levels;
}
