import { cpus } from 'node:os';
import type { Latency } from './latency.js';
import type { Group } from './pair.js';
import type { SealedLoop } from './seals.js';
import type { Throughput } from './throughput.js';

/** All that a run has measured, by part; what was not asked for is empty. */
export interface Results {
  throughput: Throughput[];
  latency: Latency[];
  memory: Latency[];
  pair: Group[];
  seals: SealedLoop[];
}

/** On what it was measured. */
export function machine(): string {
  return `${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}`;
}

/** The results as Markdown tables. */
export function markdown({ throughput, latency, memory, pair, seals }: Results): string {
  const waited = (rows: readonly Latency[]) =>
    table(
      [
        'on',
        'indicators',
        'wanted a second',
        'posted',
        'alerts',
        'missed',
        'p50 ms',
        'p95 ms',
        'p99 ms',
        'resident MB',
      ],
      rows.map((row) => [
        row.stack,
        row.indicators,
        row.wanted,
        row.posted,
        row.alerts,
        row.missed,
        row.p50,
        row.p95,
        row.p99,
        row.residentMb,
      ]),
    );
  const parts: [string, string][] = [
    ['Through the whole loop, next to the bare pipe', throughputTable(throughput)],
    ['From posting to the alert on the live stream', waited(latency)],
    ['The same at more indicators, and the memory they take', waited(memory)],
    [
      'One regulator and two',
      table(
        ['regulators', 'observations a second', 'µs an observation, all together'],
        pair.map(({ regulators, perSecond, cpu }) => [regulators, perSecond, cpu]),
      ),
    ],
    [
      'Records that are sealed',
      table(
        ['sealed by', 'observations a second', 'µs an observation, regulator'],
        seals.map(({ seal, perSecond, cpu }) => [seal, perSecond, cpu]),
      ),
    ],
  ];
  const told = parts.filter(([, text]) => text !== '').map(([title, text]) => `**${title}**\n\n${text}`);
  return `On ${machine()}, bus, store and bench on the same cores:\n\n${told.join('\n\n')}`;
}

function throughputTable(rows: readonly Throughput[]): string {
  return table(
    [
      'on',
      'roll-ups',
      'observations',
      'a second',
      'bare pipe before, after',
      'share',
      'µs of processor time an observation',
    ],
    rows.map(({ stack, works, records, loop, bare, share, cpu }) => [
      stack,
      works.rollUps ? 'yes' : 'no',
      records,
      loop,
      bare.join(', '),
      `${Math.round(share * 100)} %`,
      Object.entries(cpu)
        .map(([name, used]) => `${name} ${used}`)
        .join(', '),
    ]),
  );
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  if (rows.length === 0) return '';
  const lines = [head, head.map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
