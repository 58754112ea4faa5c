import { cpus } from 'node:os';
import type { Changed, Effort, InControl } from './cells.js';
import type { Memory, Time } from './cost.js';
import type { Floor } from './floor.js';
import type { CurvePoint } from './operating-curve.js';

/** One detector on one noise. */
export interface Cell {
  detector: string;
  noise: string;
  inControl: InControl | null;
  changed: Readonly<Record<string, Changed>>;
}

/** All that a run of the bench measured; parts that were not asked for are empty. */
export interface Results {
  machine: string;
  effort: Effort;
  cells: Cell[];
  floors: Floor[];
  curve: CurvePoint[];
  time: Record<string, Time>;
  memory: Record<string, Memory>;
}

/** Where this was measured. */
export function machine(): string {
  return `${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`;
}

/** Mean rows between flags, or "> rows" where there were none. */
export function arlOf({ rows, flags }: { rows: number; flags: number }): string {
  return flags === 0 ? `> ${grouped(rows)}` : grouped(rows / flags);
}

/** A whole number in groups of three. */
export function grouped(number: number): string {
  return String(Math.round(number)).replaceAll(/\B(?=(\d{3})+$)/g, ' ');
}

/** A share as a percentage with so many digits, a dash for none. */
export function percent(share: number | null | undefined, digits = 1): string {
  return share === null || share === undefined ? '–' : (100 * share).toFixed(digits);
}
