import type { ComparisonRow } from '#libs/contracts';

/** Rows that can stand under one heading: the same quantity in several units, with the bounds of all their levels. */
export interface Group {
  name: string;
  measure: string;
  rows: ComparisonRow[];
  least: number;
  most: number;
  hasLevels: boolean;
  hasIndices: boolean;
}

/** What became of a level: by how much, as a share of the level then (null from about zero), and whether that is good. */
export interface Movement {
  change: number;
  share: number | null;
  verdict: 'better' | 'worse' | 'same';
}

/** Groups rows by quantity, and puts the unit that got worst first in each. */
export function groupsOf(rows: readonly ComparisonRow[]): Group[] {
  const groups = new Map<string, ComparisonRow[]>();
  for (const row of rows) {
    const key = `${row.indicatorName}\n${row.measure}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].map((of) => {
    const levels = of.flatMap((row) => [row.levelThen, row.levelNow]).filter((level) => level !== null);
    return {
      name: of[0]?.indicatorName ?? '',
      measure: of[0]?.measure ?? '',
      rows: of.toSorted((one, other) => gainOf(one) - gainOf(other)),
      least: levels.reduce((least, level) => Math.min(least, level), Number.POSITIVE_INFINITY),
      most: levels.reduce((most, level) => Math.max(most, level), Number.NEGATIVE_INFINITY),
      hasLevels: levels.length > 0,
      hasIndices: of.some((row) => hasIndex(row.indicesThen) || hasIndex(row.indicesNow)),
    };
  });
}

/** How a level moved; null where one end is not known or not shown to the viewer. A share under half a per cent is no change. */
export function movementOf(row: ComparisonRow): Movement | null {
  if (row.levelThen === null || row.levelNow === null) return null;
  const change = row.levelNow - row.levelThen;
  const share = Math.abs(row.levelThen) < 1e-9 ? null : change / Math.abs(row.levelThen);
  const gain = towardsGood(row.levelThen, row.levelNow, row.good);
  const still = Math.abs(share ?? change) < 0.005;
  return { change, share, verdict: still || gain === 0 ? 'same' : gain > 0 ? 'better' : 'worse' };
}

function hasIndex(indices: ComparisonRow['indicesNow']): boolean {
  return indices !== null && (indices.productivity !== null || indices.performance !== null);
}

function gainOf(row: ComparisonRow): number {
  const movement = movementOf(row);
  if (row.levelThen === null || row.levelNow === null || !movement) {
    const [then, now] = [row.indicesThen?.performance ?? null, row.indicesNow?.performance ?? null];
    return then === null || now === null ? Number.POSITIVE_INFINITY : now - then;
  }
  const gain = towardsGood(row.levelThen, row.levelNow, row.good);
  return gain / (Math.abs(row.levelThen) || 1);
}

function towardsGood(then: number, now: number, good: ComparisonRow['good']): number {
  if (good === 'more') return now - then;
  if (good === 'less') return then - now;
  return Math.abs(then - good.near) - Math.abs(now - good.near);
}
