import { readBacklog } from '#libs/adapters-postgres';
import type { Health } from '#libs/contracts';
import type { Engine } from './engine/engine.js';
import type { Parts } from './parts.js';
import { Standstill } from './standstill.js';

export const HEALTH = Symbol('health');
export type HealthCheck = () => Promise<Health>;

/** So long what waits may stand still before somebody should know. */
const patienceMs = 60_000;
const restMs = 500;

interface Check {
  ok: boolean;
  detail: string;
}

/** Looks at store, bus, consumer, outbox and timers, and sets the gauges to what it found. The store is asked one question only. */
export function healthCheck(parts: Parts, engine: Pick<Engine, 'consumer'>): HealthCheck {
  const still = { outbox: new Standstill(patienceMs), consumer: new Standstill(patienceMs) };
  return atMostEach(restMs, async () => {
    const [stored, bus] = await Promise.all([storeChecks(parts, still.outbox), tried(() => parts.bus.check())]);
    const checks = { ...stored, bus, consumer: await consumerCheck(parts, engine, still.consumer) };
    return { status: Object.values(checks).every(({ ok }) => ok) ? 'ok' : 'degraded', checks };
  });
}

/** What was found is found for so long: anybody may ask, as often as they like, and asks store and bus no more often for that. */
function atMostEach<T>(restsMs: number, look: () => Promise<T>): () => Promise<T> {
  let found: Promise<T> | null = null;
  let at = Number.NEGATIVE_INFINITY;
  return () => {
    if (found === null || performance.now() - at >= restsMs) [found, at] = [look(), performance.now()];
    return found;
  };
}

async function storeChecks(
  { database, timescale, metrics, now }: Parts,
  still: Standstill,
): Promise<Record<string, Check>> {
  const tenSecondsAgo = new Date(Date.parse(now()) - 10_000).toISOString();
  try {
    const { outbox, first, overdue, failing, untold } = await readBacklog(database, tenSecondsAgo);
    const stood = still.look(outbox, String(first), performance.now());
    metrics.outbox.set(outbox);
    metrics.overdueTimers.set(overdue);
    metrics.untold.set(untold);
    return {
      store: { ok: true, detail: `${database.kind}${timescale ? ' with TimescaleDB' : ''}` },
      outbox: {
        ok: outbox < 100_000 && stood === null,
        detail: `${outbox} messages wait to be published${forSeconds(stood)}`,
      },
      timers: {
        ok: overdue === 0 && failing === 0,
        detail: `${overdue} timers are overdue by more than ten seconds${failing === 0 ? '' : `; ${failing} fail, as the log tells`}`,
      },
      channels: { ok: untold === 0, detail: `${untold} messages to people are late by more than a quarter of an hour` },
    };
  } catch (error) {
    return { store: { ok: false, detail: error instanceof Error ? error.message : String(error) } };
  }
}

async function consumerCheck(
  { metrics }: Parts,
  { consumer }: Pick<Engine, 'consumer'>,
  still: Standstill,
): Promise<Check> {
  let waiting = 0;
  for (const [topic, lag] of consumer.subscription.lag()) {
    metrics.lag.set({ topic }, lag);
    waiting += lag;
  }
  const stuck = [...consumer.stuck()].map(([place, reason]) => `${place}: ${reason}`);
  if (stuck.length > 0) return { ok: false, detail: stuck.join(' ') };
  const taken = (await metrics.records.get()).values.reduce((sum, { value }) => sum + value, 0);
  const stood = still.look(waiting, String(taken), performance.now());
  return { ok: stood === null, detail: `${waiting} records wait${forSeconds(stood)}` };
}

function forSeconds(stood: number | null): string {
  return stood === null ? '' : `, and nothing has moved for ${Math.round(stood / 1_000)} seconds`;
}

async function tried(check: () => Promise<Check>): Promise<Check> {
  try {
    return await check();
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.message : String(error) };
  }
}
