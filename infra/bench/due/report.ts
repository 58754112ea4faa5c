import type { DueSteps } from '../../../test/kit/due-steps.js';
import { machine } from '../loop/report.js';
import type { Inbox } from './inbox.js';

/** What became of all steps, and of those that were due in the second of the burst. */
export interface Judged {
  all: DueSteps;
  inBurst: DueSteps;
}

interface Size {
  alerts: number;
  units: number;
  minutes: number;
  burst: number;
}

/** The results as Markdown tables. */
export function markdown(
  { alerts, units, minutes, burst }: Size,
  { all, inBurst }: Judged,
  inboxes: Record<'before' | 'meanwhile', readonly Inbox[]>,
): string {
  const waited = Object.entries(inboxes).flatMap(([when, found]) =>
    found.map(({ level, requests, alerts: most, p50, p95, max }) =>
      row([`a ${level}`, when, requests, most, p50, p95, max]),
    ),
  );
  return [
    `${alerts} open alerts of ${units} units on two regulators, Kafka and PostgreSQL 15, due within ${minutes} minutes,`,
    `${burst} of them within one second; on ${machine()}, all on the same cores:\n`,
    head(['steps', 'taken', 'early', 'doubled', 'lost', 'p50 ms', 'p95 ms', 'max ms']),
    stepsRow('all', all),
    `${stepsRow('in the second of the burst', inBurst)}\n`,
    head(['inbox of', 'when', 'requests', 'alerts in an answer', 'p50 ms', 'p95 ms', 'max ms']),
    ...waited,
  ].join('\n');
}

function stepsRow(name: string, { steps, early, doubled, lost, p50, p95, max }: DueSteps): string {
  return row([name, steps, early, doubled, lost, ...[p50, p95, max].map(Math.round)]);
}

function row(cells: readonly (string | number)[]): string {
  return `| ${cells.join(' | ')} |`;
}

function head(cells: readonly string[]): string {
  return `${row(cells)}\n${row(cells.map(() => '---'))}`;
}
