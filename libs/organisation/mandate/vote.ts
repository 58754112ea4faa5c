import type { Vote } from '#libs/contracts';
import { Temporal } from 'temporal-polyfill';

/**
 * How a vote stands at `now`. While it is open it is decided as soon as no ballot that is still out could change it; when it closes, with
 * the ballots that are there: passed where the quorum took part and more than the share said yes.
 */
export function outcomeOf({ electorate, rules, yes, no, closesAt }: Vote, now: string): Vote['state'] {
  const cast = yes + no;
  const out = electorate.length - cast;
  const quorate = cast >= quorumOf(electorate.length, rules.quorum);
  if (Temporal.Instant.compare(now, closesAt) >= 0) return quorate && yes > rules.share * cast ? 'passed' : 'failed';
  if (quorate && yes > rules.share * electorate.length) return 'passed';
  return yes + out <= rules.share * electorate.length ? 'failed' : 'open';
}

/** How many must take part: the share of those entitled, rounded up, and one at least. */
function quorumOf(entitled: number, quorum: number): number {
  return Math.max(1, Math.ceil(quorum * entitled - 1e-9));
}
