import type { Changed, InControl } from './cells.js';

/** One detector on one noise in lines: first where nothing changes, then a line a change. */
export function cellLines(
  noise: string,
  detector: string,
  calm: InControl | null,
  changed: Readonly<Record<string, Changed>>,
): string[] {
  const lines = calm === null ? [] : [`in control: ${inControlLine(calm)}`];
  for (const [name, cell] of Object.entries(changed)) lines.push(`${name.padEnd(13)} ${changedLine(cell)}`);
  return lines.map((line) => `${noise.padEnd(12)} ${detector.padEnd(14)} ${line}`);
}

function inControlLine({ rows, flags, oddities, within80, within95, excess }: InControl): string {
  const parts = [
    `ARL0 ${flags === 0 ? `> ${rows}` : Math.round(rows / flags)} (${flags} flags in ${rows} rows)`,
    `oddities ${((1_000 * oddities) / rows).toFixed(1)} in 1 000 rows`,
    `80 % ${percent(within80)}`,
    `95 % ${percent(within95)}`,
    ...(excess === null ? [] : [`excess ${excess.toFixed(4)}`]),
  ];
  return parts.join(', ');
}

function changedLine({ delay, found, atOnce, kindRight, directionRight, onsetError }: Changed): string {
  return [
    `delay ${delay.toFixed(1).padStart(4)}`,
    `found ${percent(found)}`,
    `at once ${percent(atOnce)}`,
    `kind ${percent(kindRight)}`,
    `direction ${percent(directionRight)}`,
    `onset ± ${onsetError === null ? '–' : onsetError.toFixed(1)}`,
  ].join('  ');
}

function percent(share: number | null): string {
  return share === null ? '   –  ' : `${(100 * share).toFixed(1).padStart(5)} %`;
}
