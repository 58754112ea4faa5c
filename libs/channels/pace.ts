const hour = 3_600_000;
const longestPause = hour;
const givenUpAfter = 24 * hour;
const fewestTries = 8;

/**
 * When the next message may go to a contact that has got some at the times `sent`: null is now, else the instant at which fewer than
 * `most` lie within the last hour. Milliseconds.
 */
export function pace(sent: readonly number[], most: number, now: number): number | null {
  const recent = sent.filter((at) => at > now - hour).toSorted((a, b) => a - b);
  const leaving = recent[recent.length - most];
  return leaving === undefined ? null : leaving + hour;
}

/**
 * When a message that has failed `tries` times is tried again: after half a minute, one, two… minutes, an hour at the longest; null
 * once it is a day since it was `due`, unless it was hardly tried because the server itself was away. Milliseconds.
 */
export function tryAgain(tries: number, due: number, now: number): number | null {
  if (now - due >= givenUpAfter && tries >= fewestTries) return null;
  return now + Math.min(longestPause, 30_000 * 2 ** Math.min(tries - 1, 20));
}
