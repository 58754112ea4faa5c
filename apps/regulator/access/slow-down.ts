import { SyncoError } from '#libs/contracts';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/**
 * How often one address may try passwords, links and mails: thirty times in ten minutes at most, unless it is said otherwise. An account locks itself besides,
 * whoever tries.
 */
export class SlowDown {
  readonly #limiter: RateLimiterMemory;

  constructor({ points, seconds } = { points: 30, seconds: 600 }) {
    this.#limiter = new RateLimiterMemory({ points, duration: seconds });
  }

  /** Counts a try; throws `too-many-tries` beyond what is allowed. */
  async count(address: string): Promise<void> {
    try {
      await this.#limiter.consume(address);
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      const minutes = Math.ceil(error.msBeforeNext / 60_000);
      throw new SyncoError(
        'too-many-tries',
        `From this address it was tried too often. Try again in ${minutes} minute(s).`,
      );
    }
  }
}
