import { type Database, loopStore } from '#libs/adapters-postgres';
import { raise } from '#libs/alerting';
import type { OrganisationDocument } from '#libs/contracts';
import { alertPath, type Organisation } from '#libs/organisation';
import { type Changes, noChanges, recordAlert, timeIn } from '#libs/regulation';
import type { z } from 'zod';
import { fall } from './store-rows.js';

/** So many alerts are open, and when their first steps are due. */
export interface OpenAlerts {
  alerts: number;
  /** The first step is due at this instant, in epoch milliseconds. */
  from: number;
  /** Over so many milliseconds the steps are spread evenly. */
  within: number;
  /** So many of all are due within one second in the middle. */
  burst: number;
}

const teamsOf = (units: number) => Math.max(1, units - 1 - sectors - works);
const sectors = 10;
const works = 100;
const teamOf = (team: number) => `team-${String(team).padStart(5, '0')}`;
const worksOf = (team: number) => `works-${String(team % works).padStart(3, '0')}`;
const sectorOf = (number: number) => `sector-${number % sectors}`;

/** A root with ten sectors, a hundred works, and teams, so many units in all; each team has one figure a day. */
export function manyUnits(units: number): z.input<typeof OrganisationDocument> {
  const teams = upTo(teamsOf(units));
  return {
    name: 'Many units',
    units: [
      { id: 'root', name: 'Root', parent: null, timeZone: 'UTC' },
      ...upTo(sectors).map((n) => ({ id: sectorOf(n), name: sectorOf(n), parent: 'root' })),
      ...upTo(works).map((n) => ({ id: worksOf(n), name: worksOf(n), parent: sectorOf(n) })),
      ...teams.map((n) => ({ id: teamOf(n), name: teamOf(n), parent: worksOf(n) })),
    ],
    indicators: teams.map((n) => {
      const daily = { name: 'Output', measure: 'pieces', cadence: 'day', scale: 'real', good: 'more' } as const;
      return { ...daily, id: `${teamOf(n)}.output`, unit: teamOf(n) };
    }),
  };
}

/** One unit of each level: the one that many alerts have reached, and those on the way to it, `n` choosing which. */
export function unitsAt(units: number, n: number): Record<'team' | 'works' | 'sector' | 'root', string> {
  const team = (n * 7_919) % teamsOf(units);
  return { team: teamOf(team), works: worksOf(team), sector: sectorOf(team % works), root: 'root' };
}

/**
 * Writes alerts that are open since an hour, as the loop would have written them: a quarter is with the works, and each sixth with
 * the sector. Each fifth has a reminder besides, which is due before it climbs, and each twentieth climbs again a minute later.
 */
export async function openAlerts(
  database: Database,
  organisation: Organisation,
  plan: OpenAlerts,
  now: number,
): Promise<void> {
  const openedAt = new Date(now - 3_600_000).toISOString();
  for (let from = 0; from < plan.alerts; from += slice) {
    const changes = noChanges(openedAt);
    for (let n = from; n < Math.min(plan.alerts, from + slice); n += 1) open(changes, organisation, plan, n);
    const { set } = changes.timers;
    // What follows from the raising is long done: messages were sent, and what belongs together was looked for.
    const clocks = set.filter(({ kind }) => kind === 'climb' || kind === 'remind');
    const alone = { ...changes, outgoing: [], feed: [], timers: { set: clocks, clear: [] } };
    await loopStore(database).transact((tx) => tx.write(alone));
  }
  await database.pool.query('analyze alert, alert_event, timer');
}
const slice = 1_000;

function open(changes: Changes, organisation: Organisation, plan: OpenAlerts, n: number): void {
  const unit = teamOf(n % teamsOf(organisation.document.units.length));
  const indicator = `${unit}.output`;
  const time = timeIn(null, changes.now);
  const minutes = (dueOf(plan, n) - Date.parse(changes.now)) / 60_000;
  const level = n % 4 === 1 ? 1 : n % 6 === 2 ? 2 : 0;
  const agreed = alertPath(organisation, { unit, indicator, kind: 'deviation', severity: 'ordinary' });
  const path = agreed.map((step, at) => {
    if (at === level) return { ...step, minutes, ...(n % 5 === 3 && { acknowledge: minutes - 0.5 }) };
    return at === level + 1 && n % 20 === 0 ? { ...step, minutes: 1 } : step;
  });
  const opening = { ...fall, indicator, path, level };
  recordAlert(changes, raise(`${indicator}@${n}`, opening, time, false), { onset: 0, replay: null });
}

/** When the n-th alert is due; those of the burst lie all over the others. */
function dueOf({ alerts, from, within, burst }: OpenAlerts, n: number): number {
  const apart = Math.max(1, Math.floor(alerts / Math.max(1, burst)));
  const inBurst = n % apart === 0 && n / apart < burst;
  if (inBurst) return Math.round(from + within / 2 + (1_000 * (n / apart)) / burst);
  return Math.round(from + (within * ((n * 7_919) % alerts)) / alerts);
}

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, n) => n);
}
