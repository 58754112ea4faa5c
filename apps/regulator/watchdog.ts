import type { Logger } from 'pino';
import type { Config } from './config.js';
import { Periodic } from './engine/periodic.js';
import type { HealthCheck } from './health.js';

const everyMs = 15_000;
const beatEveryMs = 60_000;
const beatPatienceMs = 10_000;

/**
 * Looks after the regulator's own health, also when nobody asks: says in the log when it turns, and, with an address, lets somebody
 * outside know each minute that all is well. When the beat stops, they know that it is not.
 */
export function watchdog(health: HealthCheck, { heartbeatUrl }: Pick<Config, 'heartbeatUrl'>, log: Logger): Periodic {
  let well = true;
  let beaten = Number.NEGATIVE_INFINITY;
  return new Periodic({
    name: 'watchdog',
    log,
    pauseMs: everyMs,
    work: async () => {
      const { status, checks } = await health();
      const ill = Object.entries(checks).filter(([, { ok }]) => !ok);
      if ((status === 'ok') !== well) {
        well = status === 'ok';
        if (well) log.info('all is well again');
        else log.error({ checks: Object.fromEntries(ill) }, 'something is not well');
      }
      if (heartbeatUrl !== null && well && performance.now() - beaten >= beatEveryMs) {
        beaten = performance.now();
        await beat(heartbeatUrl, log);
      }
      return false;
    },
  });
}

async function beat(url: string, log: Logger): Promise<void> {
  try {
    const answer = await fetch(url, { method: 'POST', signal: AbortSignal.timeout(beatPatienceMs) });
    await answer.body?.cancel();
    if (!answer.ok) log.warn({ status: answer.status }, 'the heartbeat was not taken');
  } catch (error) {
    log.warn({ err: error }, 'the heartbeat did not arrive');
  }
}
