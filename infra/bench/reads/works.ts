import type { z } from 'zod';
import type { OrganisationDocument } from '#libs/contracts';

type Works = z.input<typeof OrganisationDocument>;

/** How large the federation of the bench is: `teams` teams of `each` daily indicators, ten teams an enterprise. */
export interface Size {
  teams: number;
  each: number;
  /** Days of figures that every indicator has, up to `lastDay`. */
  days: number;
  lastDay: string;
}

/** 10 000 daily indicators over twelve years and a little: 44 million figures. */
export const whole: Size = { teams: 1_000, each: 10, days: 4_400, lastDay: '2026-11-21' };

export function teamOf(team: number): string {
  return `team-${String(team).padStart(4, '0')}`;
}

export function enterpriseOf(team: number): string {
  return `enterprise-${String(Math.floor(team / 10)).padStart(3, '0')}`;
}

function sectorOf(team: number): string {
  return `sector-${Math.floor(team / 100)}`;
}

export function indicatorOf(team: number, number: number): string {
  return `${teamOf(team)}.${number}`;
}

/** The organisation document: federation, sectors, enterprises, teams. */
export function works({ teams, each }: Size): Works {
  const all = Array.from({ length: teams }, (_, team) => team);
  const unique = (unit: (team: number) => string, parent: (team: number) => string) =>
    [...new Map(all.map((team) => [unit(team), parent(team)]))].map(([id, above]) => ({ id, name: id, parent: above }));
  const daily = { name: 'Output', measure: 'pieces', cadence: 'day', scale: 'positive', good: 'more' } as const;
  return {
    name: 'Bench',
    units: [
      { id: 'federation', name: 'Federation', parent: null, timeZone: 'UTC' },
      ...unique(sectorOf, () => 'federation'),
      ...unique(enterpriseOf, sectorOf),
      ...unique(teamOf, enterpriseOf),
    ],
    indicators: all.flatMap((team) =>
      Array.from({ length: each }, (_, number) => ({ ...daily, id: indicatorOf(team, number), unit: teamOf(team) })),
    ),
  };
}
