import { type Errand, noteErrand, type Outcome, takeErrand, type Waiting } from '#libs/adapters-postgres';
import { afterQuiet, messageOf, News, pace, tryAgain } from '#libs/channels';
import { Periodic } from '../engine/periodic.js';
import type { Parts } from '../parts.js';
import { send } from './send.js';

/** Sends what is due, one channel after the other; all that is due through one goes as one message. */
export function deliverer(parts: Parts): Periodic {
  return new Periodic({
    name: 'deliverer',
    log: parts.log,
    wake: parts.committed,
    pauseMs: 1_000,
    work: () => deliver(parts),
  });
}

/**
 * Runs one errand; whether there was one. No transaction is open while it sends, so a regulator that dies between sending and noting
 * leaves a message that another sends once more, when the errand's time is over.
 */
async function deliver(parts: Parts): Promise<boolean> {
  const errand = await takeErrand(parts.database, parts.now());
  if (!errand) return false;
  const now = Date.parse(parts.now());
  const outcomes = await ran(parts, errand, now);
  await noteErrand(parts.database, errand, outcomes, parts.now());
  return true;
}

/** What has come due while nothing could be sent waits for the end of the quiet hours all the same. */
async function ran(parts: Parts, errand: Errand, now: number): Promise<Outcome[]> {
  const { deliveries, reaching, sent } = errand;
  const isReady = ({ severity }: Waiting) => afterQuiet(reaching, severity, now) <= now;
  const ready = deliveries.filter(isReady);
  const held = deliveries.filter((one) => !isReady(one)).map(postponed(errand, now, 'quiet-hours'));
  if (ready.length === 0) return held;
  const later = pace(sent.map(Date.parse), reaching.mostAnHour, now);
  if (later !== null) return [...held, ...ready.map(postponed(errand, later, 'limit-of-the-hour'))];
  return [...held, ...(await attempted(parts, { ...errand, deliveries: ready }))];
}

async function attempted(parts: Parts, errand: Errand): Promise<Outcome[]> {
  const { deliveries, reaching } = errand;
  const readable = deliveries.map((waiting) => News.parse(waiting.news));
  const message = messageOf(readable, reaching, parts.config.publicUrl);
  const reason = await send(parts, errand, message);
  if (reason === null) {
    return deliveries.map(({ alert, sequence, tries, firstDueAt }) => {
      const state = 'sent' as const;
      return { alert, sequence, state, dueAt: firstDueAt, tries: tries + 1, reason: null };
    });
  }
  return deliveries.map(failed(errand, reason, Date.parse(parts.now())));
}

function failed({ reaching }: Errand, reason: string, now: number): (waiting: Waiting) => Outcome {
  return ({ alert, sequence, severity, firstDueAt, tries }) => {
    const again = tryAgain(tries + 1, Date.parse(firstDueAt), now);
    const dueAt = new Date(again === null ? now : afterQuiet(reaching, severity, again)).toISOString();
    return { alert, sequence, state: again === null ? 'given-up' : 'waiting', dueAt, tries: tries + 1, reason };
  };
}

function postponed({ reaching }: Errand, later: number, reason: string): (waiting: Waiting) => Outcome {
  return ({ alert, sequence, severity, tries }) => {
    const dueAt = new Date(afterQuiet(reaching, severity, later)).toISOString();
    return { alert, sequence, state: 'waiting', dueAt, tries, reason };
  };
}
