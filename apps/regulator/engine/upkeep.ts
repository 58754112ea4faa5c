import {
  applyKeeping,
  closeVotes,
  forgetDeliveries,
  forgetEnded,
  mergeNotes,
  noteLag,
  reclaim,
  refreshPeriods,
  trimChanges,
  trimLog,
} from '#libs/adapters-postgres';
import type { Parts } from '../parts.js';
import type { Consumer } from './consumer.js';
import { Periodic } from './periodic.js';

/** A refresh takes one part in so many of the time: a busy month is summed again as a whole. */
const share = 50;
const longestRestMs = 300_000;

/** What keeps the store in good order while it is used. */
export async function upkeep(parts: Parts): Promise<Periodic[]> {
  const { timescale, database, config, log } = parts;
  if (!timescale) {
    if (config.keeping.keepMonths !== null) log.warn('STORAGE_KEEP_MONTHS needs TimescaleDB: all figures stay');
    return [sweep(parts), people(parts)];
  }
  await applyKeeping(database, config.keeping);
  return [sweep(parts), people(parts), periods(parts)];
}

/** Votes that have closed are decided; sessions and links whose time is over are forgotten. */
function people({ database, log, now, committed }: Parts): Periodic {
  return new Periodic({
    name: 'votes and sessions',
    log,
    pauseMs: 5_000,
    work: async () => {
      await forgetEnded(database.pool, now());
      await forgetDeliveries(database.pool, now());
      const closed = await closeVotes(database, now());
      if (closed > 0) committed.call();
      return false;
    },
  });
}

function sweep({ database, config, log, now }: Parts): Periodic {
  const days = config.kafkaBrokers ? null : config.keeping.logDays;
  return new Periodic({
    name: 'sweep',
    log,
    pauseMs: 60_000,
    work: async () => {
      await trimChanges(database.pool);
      const more = days !== null && (await trimLog(database, now(), days));
      if (!more) await reclaim(database);
      return more;
    },
  });
}

/** Sums by week and month are never behind for readers, so a refresh may rest in proportion to what it costs. */
function periods({ database, log }: Parts): Periodic {
  let next = 0;
  return new Periodic({
    name: 'refresh of sums by week and month',
    log,
    pauseMs: 10_000,
    work: async () => {
      const began = performance.now();
      if (began < next) {
        await mergeNotes(database);
        return false;
      }
      await refreshPeriods(database);
      const ended = performance.now();
      next = ended + Math.min(longestRestMs, (ended - began) * share);
      return false;
    },
  });
}

/** Notes what waits on Kafka, for the panels: only a consumer knows where its log ends. Of the log in the database the positions tell. */
export function lagNotes({ database, name, log }: Parts, { subscription }: Pick<Consumer, 'subscription'>): Periodic {
  return new Periodic({
    name: 'note of what waits',
    log,
    pauseMs: 10_000,
    work: async () => {
      await noteLag(database.pool, name, subscription.lag());
      return false;
    },
  });
}
