import { isIPv6 } from 'node:net';
import { SyncoError } from '#libs/contracts';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** How often something may be done from one place: thirty times in ten minutes unless it is said. Each regulator counts for itself. */
export class SlowDown {
  readonly #limiter: RateLimiterMemory;

  constructor({ points, seconds } = { points: 30, seconds: 600 }) {
    this.#limiter = new RateLimiterMemory({ points, duration: seconds });
  }

  /** Counts a try; throws `too-many-tries` beyond what is allowed. */
  async count(from: string): Promise<void> {
    const minutes = Math.ceil((await this.secondsToWait(from)) / 60);
    if (minutes === 0) return;
    throw new SyncoError(
      'too-many-tries',
      `From this address it was tried too often. Try again in ${minutes} minute(s).`,
    );
  }

  /** Counts one, and says in how many seconds it may be done: 0 for now. */
  async secondsToWait(from: string): Promise<number> {
    try {
      await this.#limiter.consume(placeOf(from));
      return 0;
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      return Math.max(1, Math.ceil(error.msBeforeNext / 1_000));
    }
  }

  /** Takes one back that was counted. */
  async giveBack(from: string): Promise<void> {
    await this.#limiter.reward(placeOf(from));
  }
}

/**
 * How often one address may try passwords and links: thirty times in ten minutes in vain, so that a hall full of people who come in behind
 * one address are not taken for somebody who guesses; and three hundred times in all. An account locks itself besides, whoever tries.
 */
export class Tries {
  readonly #inVain = new SlowDown({ points: 30, seconds: 600 });
  readonly #all = new SlowDown({ points: 300, seconds: 600 });

  /** Does what is tried; throws `too-many-tries` beyond what is allowed. */
  async of<T>(from: string, attempt: () => Promise<T>): Promise<T> {
    await this.#all.count(from);
    await this.#inVain.count(from);
    const done = await attempt();
    await this.#inVain.giveBack(from);
    return done;
  }
}

/** Whoever has one address of IPv6 has the whole network of 64 bits that it lies in, and is counted by that. */
export function placeOf(from: string): string {
  if (!isIPv6(from)) return from;
  const { hostname } = new URL(`http://[${from.replace(/%.*$/, '')}]`);
  const [front = [], back = []] = hostname
    .slice(1, -1)
    .split('::')
    .map((part) => part.split(':').filter(Boolean));
  const groups = [...front, ...Array.from({ length: 8 - front.length - back.length }, () => '0'), ...back];
  const isMapped = groups.slice(0, 6).join(':') === '0:0:0:0:0:ffff';
  return isMapped ? from : `${groups.slice(0, 4).join(':')}::/64`;
}
