import { outboxLength, overdueTimers } from '#libs/adapters-postgres';
import type { Health } from '#libs/contracts';
import type { Engine } from './engine/engine.js';
import type { Parts } from './parts.js';

export const HEALTH = Symbol('health');
export type HealthCheck = () => Promise<Health>;

interface Check {
  ok: boolean;
  detail: string;
}

/** Looks at store, bus, consumer, outbox and timers, and sets the gauges to what it found. */
export function healthCheck(parts: Parts, engine: Pick<Engine, 'subscription'>): HealthCheck {
  return async () => {
    const checks: Record<string, Check> = {
      store: await tried(() => storeCheck(parts)),
      bus: await tried(() => parts.bus.check()),
      consumer: consumerCheck(parts, engine),
      outbox: await tried(() => outboxCheck(parts)),
      timers: await tried(() => timersCheck(parts)),
    };
    return { status: Object.values(checks).every(({ ok }) => ok) ? 'ok' : 'degraded', checks };
  };
}

async function storeCheck({ database, timescale }: Parts): Promise<Check> {
  await database.pool.query('select 1');
  return { ok: true, detail: `${database.kind}${timescale ? ' with TimescaleDB' : ''}` };
}

function consumerCheck({ metrics }: Parts, { subscription }: Pick<Engine, 'subscription'>): Check {
  let waiting = 0;
  for (const [topic, lag] of subscription.lag()) {
    metrics.lag.set({ topic }, lag);
    waiting += lag;
  }
  const stopped = [...subscription.stopped()].map(([place, reason]) => `${place}: ${reason}`);
  return stopped.length > 0
    ? { ok: false, detail: stopped.join(' ') }
    : { ok: true, detail: `${waiting} records wait` };
}

async function outboxCheck({ database, metrics }: Parts): Promise<Check> {
  const length = await outboxLength(database);
  metrics.outbox.set(length);
  return { ok: length < 100_000, detail: `${length} messages wait to be published` };
}

async function timersCheck({ database, metrics, now }: Parts): Promise<Check> {
  const tenSecondsAgo = new Date(Date.parse(now()) - 10_000).toISOString();
  const overdue = await overdueTimers(database, tenSecondsAgo);
  metrics.overdueTimers.set(overdue);
  return { ok: overdue === 0, detail: `${overdue} timers are overdue by more than ten seconds` };
}

async function tried(check: () => Promise<Check>): Promise<Check> {
  try {
    return await check();
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.message : String(error) };
  }
}
