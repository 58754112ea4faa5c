import { readBacklog } from '#libs/adapters-postgres';
import type { Health } from '#libs/contracts';
import type { Engine } from './engine/engine.js';
import type { Parts } from './parts.js';

export const HEALTH = Symbol('health');
export type HealthCheck = () => Promise<Health>;

interface Check {
  ok: boolean;
  detail: string;
}

/** Looks at store, bus, consumer, outbox and timers, and sets the gauges to what it found. The store is asked one question only. */
export function healthCheck(parts: Parts, engine: Pick<Engine, 'consumer'>): HealthCheck {
  return async () => {
    const [stored, bus] = await Promise.all([storeChecks(parts), tried(() => parts.bus.check())]);
    const checks = { ...stored, bus, consumer: consumerCheck(parts, engine) };
    return { status: Object.values(checks).every(({ ok }) => ok) ? 'ok' : 'degraded', checks };
  };
}

async function storeChecks({ database, timescale, metrics, now }: Parts): Promise<Record<string, Check>> {
  const tenSecondsAgo = new Date(Date.parse(now()) - 10_000).toISOString();
  try {
    const { outbox, overdue } = await readBacklog(database, tenSecondsAgo);
    metrics.outbox.set(outbox);
    metrics.overdueTimers.set(overdue);
    return {
      store: { ok: true, detail: `${database.kind}${timescale ? ' with TimescaleDB' : ''}` },
      outbox: { ok: outbox < 100_000, detail: `${outbox} messages wait to be published` },
      timers: { ok: overdue === 0, detail: `${overdue} timers are overdue by more than ten seconds` },
    };
  } catch (error) {
    return { store: { ok: false, detail: error instanceof Error ? error.message : String(error) } };
  }
}

function consumerCheck({ metrics }: Parts, { consumer }: Pick<Engine, 'consumer'>): Check {
  let waiting = 0;
  for (const [topic, lag] of consumer.subscription.lag()) {
    metrics.lag.set({ topic }, lag);
    waiting += lag;
  }
  const stuck = [...consumer.stuck()].map(([place, reason]) => `${place}: ${reason}`);
  return stuck.length > 0 ? { ok: false, detail: stuck.join(' ') } : { ok: true, detail: `${waiting} records wait` };
}

async function tried(check: () => Promise<Check>): Promise<Check> {
  try {
    return await check();
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.message : String(error) };
  }
}
