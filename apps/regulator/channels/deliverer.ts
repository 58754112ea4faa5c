import { type Carrier, type Errand, noteErrand, type Outcome, takeErrand, type Waiting } from '#libs/adapters-postgres';
import { afterQuiet, letterOf, messageOf, News, pace, tryAgain } from '#libs/channels';
import { Periodic } from '../engine/periodic.js';
import type { Parts } from '../parts.js';
import { type Failure, send } from './send.js';

/** So many channels are served at a time: one receiver who does not answer keeps few others waiting, and no mail. */
const mostAtATime: Record<Carrier, number> = { mail: 1, net: 4 };

/**
 * So many bytes of news make one letter; what is left waits for the next. Receivers refuse what is too long, and would refuse it again
 * and again, with all that is in it.
 */
const mostBytes = 50_000;

/** Sends what is due by that carrier; all that is due through one channel goes as one message. */
export function deliverer(parts: Parts, carrier: Carrier): Periodic {
  return new Periodic({
    name: `deliverer by ${carrier}`,
    log: parts.log,
    wake: parts.committed,
    pauseMs: 1_000,
    work: () => deliver(parts, carrier),
  });
}

/** Runs the errands that are due; whether there was one. */
async function deliver(parts: Parts, carrier: Carrier): Promise<boolean> {
  const errands: Errand[] = [];
  while (errands.length < mostAtATime[carrier]) {
    const errand = await takeErrand(parts.database, parts.now(), carrier);
    if (!errand) break;
    errands.push(errand);
  }
  await Promise.all(errands.map((errand) => run(parts, errand)));
  return errands.length > 0;
}

/**
 * No transaction is open while it sends, so a regulator that dies between sending and noting leaves a message that another sends once
 * more, when the errand's time is over.
 */
async function run(parts: Parts, errand: Errand): Promise<void> {
  const outcomes = await ran(parts, errand, Date.parse(parts.now()));
  await noteErrand(parts.database, errand, outcomes, parts.now());
}

/**
 * What has come due while nothing could be sent waits for the end of the quiet hours all the same; what cannot be read, as a newer
 * regulator has written it, keeps nothing else waiting.
 */
async function ran(parts: Parts, errand: Errand, now: number): Promise<Outcome[]> {
  const { deliveries, reaching, sent } = errand;
  const isReady = ({ severity }: Waiting) => afterQuiet(reaching, severity, now) <= now;
  const unread = { reason: 'unreadable', isFinal: false };
  const spoilt = deliveries.filter((one) => !isReadable(one)).map(failed(errand, unread, now));
  const readable = deliveries.filter(isReadable);
  const ready = fitting(readable.filter(isReady));
  const waiting = readable.filter((one) => !isReady(one)).map(postponed(errand, now, 'quiet-hours'));
  const held = [...spoilt, ...waiting];
  if (ready.length === 0) return held;
  const later = pace(sent.map(Date.parse), reaching.mostAnHour, now);
  if (later !== null) return [...held, ...ready.map(postponed(errand, later, 'limit-of-the-hour'))];
  return [...held, ...(await attempted(parts, { ...errand, deliveries: ready }))];
}

async function attempted(parts: Parts, errand: Errand): Promise<Outcome[]> {
  const { deliveries, reaching } = errand;
  const readable = deliveries.map((waiting) => News.parse(waiting.news));
  const message = messageOf(readable, reaching, parts.config.publicUrl);
  const failure = await send(parts, errand, letterOf(readable, message));
  if (failure === null) {
    return deliveries.map(({ alert, sequence, tries, firstDueAt }) => {
      const state = 'sent' as const;
      return { alert, sequence, state, dueAt: firstDueAt, tries: tries + 1, reason: null };
    });
  }
  return deliveries.map(failed(errand, failure, Date.parse(parts.now())));
}

function failed({ reaching }: Errand, failure: Failure, now: number): (waiting: Waiting) => Outcome {
  const { reason, isFinal } = failure;
  return ({ alert, sequence, severity, firstDueAt, tries }) => {
    const again = isFinal ? null : tryAgain(tries + 1, Date.parse(firstDueAt), now);
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

function isReadable({ news }: Waiting): boolean {
  return News.safeParse(news).success;
}

/** As many of them, from the first on, as make one letter. */
function fitting(waiting: readonly Waiting[]): Waiting[] {
  let bytes = 0;
  return waiting.filter(({ news }, place) => {
    bytes += Buffer.byteLength(JSON.stringify(news));
    return place === 0 || bytes <= mostBytes;
  });
}
