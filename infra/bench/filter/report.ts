import type { Changed, InControl } from './cells.js';
import type { Stretch } from './endurance.js';
import { arlOf, grouped, percent } from './results.js';
import type { Cell } from './results.js';

/** One detector on one noise in lines: first where nothing changes, then a line a change. */
export function cellLines({ noise, detector, inControl, changed }: Cell): string[] {
  const lines = inControl === null ? [] : [`in control: ${inControlLine(inControl)}`];
  for (const [name, cell] of Object.entries(changed)) lines.push(`${name.padEnd(13)} ${changedLine(cell)}`);
  return lines.map((line) => `${noise.padEnd(12)} ${detector.padEnd(14)} ${line}`);
}

function inControlLine({ rows, flags, oddities, within80, within95, excess }: InControl): string {
  const parts = [
    `ARL0 ${arlOf({ rows, flags })} (${flags} flags in ${rows} rows)`,
    `oddities ${((1_000 * oddities) / rows).toFixed(1)} in 1 000 rows`,
    `80 % ${padded(within80)}`,
    `95 % ${padded(within95)}`,
    ...(excess === null ? [] : [`excess ${excess.toFixed(4)}`]),
  ];
  return parts.join(', ');
}

function changedLine({ delay, found, atOnce, kindRight, directionRight, onsetError }: Changed): string {
  return [
    `delay ${delay.toFixed(1).padStart(4)}`,
    `found ${padded(found)}`,
    `at once ${padded(atOnce)}`,
    `kind ${padded(kindRight)}`,
    `direction ${padded(directionRight)}`,
    `onset ± ${onsetError === null ? '–' : onsetError.toFixed(1)}`,
  ].join('  ');
}

function padded(share: number | null): string {
  return `${percent(share).padStart(5)} %`;
}

/** A stretch of the endurance run in a line. */
export function stretchLine({ rows, frozen, heap, error, within95, flags, notFinite }: Stretch): string {
  return [
    `${grouped(rows)} rows`,
    `frozen ${grouped(frozen)} characters`,
    `heap ${(heap / 1e6).toFixed(1)} MB`,
    `mean error ${error.toFixed(3)} sd`,
    `95 % ${percent(within95)} %`,
    `${grouped(flags)} events`,
    `${notFinite} not finite`,
  ].join(', ');
}
