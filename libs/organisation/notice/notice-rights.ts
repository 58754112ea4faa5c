import type { Notice, NoticeView } from '#libs/contracts';
import type { Organisation } from '../organise.js';
import { mayDo } from '../mandate/deeds.js';
import type { Mandated, Viewer } from '../viewer.js';
import { Temporal } from 'temporal-polyfill';

/** A notice is declared by the unit that it is about or by one above it. */
export function mayDeclareNotice(org: Organisation, viewer: Mandated, unit: string): boolean {
  return org.unit(unit) !== undefined && mayDo(org, viewer, 'declare', unit);
}

/**
 * Who declared a notice may move its end, end and withdraw it: nobody above takes back what a team has said of itself. Where that unit is
 * no more, those may who could declare it.
 */
export function actsOnNotice(org: Organisation, viewer: Mandated, notice: Notice, now: string): NoticeView['may'] {
  const declares = mayDeclareNotice(org, viewer, notice.unit);
  const declarer = declares && (org.unit(notice.byUnit) === undefined || viewer.unit === notice.byUnit);
  const may = declarer && notice.state !== 'withdrawn';
  return { change: may, end: may && notice.state === 'standing' && hasBegun(notice, now), withdraw: may };
}

/** Notices are said up, down and sideways: to the unit, all below and above it, and those beside it. */
export function maySeeNotice(org: Organisation, viewer: Viewer, unit: string): boolean {
  if (viewer.unit === unit || org.isBelow(unit, viewer.unit) || org.isBelow(viewer.unit, unit)) return true;
  const parent = org.unit(unit)?.parent ?? null;
  return parent !== null && org.unit(viewer.unit)?.parent === parent;
}

/** The units whose notices concern a unit: itself, those above, below and beside it. */
export function unitsConcerning(org: Organisation, unit: string): string[] {
  const below = org.childrenOf(unit).map(({ id }) => id);
  for (const id of below) below.push(...org.childrenOf(id).map((child) => child.id));
  const parent = org.unit(unit)?.parent ?? null;
  const beside = parent === null ? [] : org.childrenOf(parent).map(({ id }) => id);
  return [...new Set([...org.pathUp(unit).map(({ id }) => id), ...below, ...beside])];
}

function hasBegun({ from }: Notice, now: string): boolean {
  return Temporal.Instant.compare(from, now) < 0;
}
