import { setTimeout as pause } from 'node:timers/promises';
import { residentMb } from './cpu.js';
import { post, type Posting, type Sofar, watchedUnits } from './posting.js';
import { type Regulator, settled, startRegulator } from './regulator.js';
import { fill, prepare, type Stack } from './stack.js';
import { watchAlerts } from './watch.js';
import type { Works } from './works.js';

/** How long people wait: from when a figure was to be posted to its alert on the live stream of its unit, in milliseconds. */
export interface Latency {
  stack: Stack['name'];
  indicators: number;
  /** Observations a second that were to be posted, and that were. */
  wanted: number;
  posted: number;
  alerts: number;
  missed: number;
  p50: number;
  p95: number;
  p99: number;
  residentMb: number;
}

const patienceMs = 10_000;

/** Posts at each rate in turn to a regulator that has seen `works.periods` figures of every indicator. */
export async function latencies(stack: Stack, works: Works, postings: readonly Posting[]): Promise<Latency[]> {
  await prepare(stack, works);
  const records = await fill(stack, works);
  const regulator = await startRegulator(stack);
  try {
    await settled([regulator], records);
    const sofar: Sofar = { periods: works.periods, probed: new Set() };
    const found: Latency[] = [];
    for (const posting of postings) {
      const { waits, missed, posted } = await listen(regulator, works, { ...posting, sofar });
      const about = { stack: stack.name, indicators: works.indicators, wanted: posting.rate, posted };
      const memory = { residentMb: residentMb(regulator.pid) };
      found.push({ ...about, alerts: waits.length, missed, ...quantiles(waits), ...memory });
      await settled([regulator], 0);
    }
    return found;
  } finally {
    await regulator.stop();
  }
}

async function listen(
  { address }: Regulator,
  works: Works,
  posting: Posting & { sofar: Sofar },
): Promise<{ waits: number[]; missed: number; posted: number }> {
  const due = new Map<string, number>();
  const waits: number[] = [];
  const watch = await watchAlerts(address, watchedUnits, (indicator, at) => {
    const from = due.get(indicator);
    if (from === undefined) return;
    due.delete(indicator);
    waits.push(at - from);
  });
  const posted = await post(address, works, posting, (indicator, at) => due.set(indicator, at));
  const until = performance.now() + patienceMs;
  while (due.size > 0 && performance.now() < until) await pause(20);
  watch.close();
  return { waits, missed: due.size, posted };
}

function quantiles(waits: readonly number[]): Pick<Latency, 'p50' | 'p95' | 'p99'> {
  const sorted = waits.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
