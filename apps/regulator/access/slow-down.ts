import { SyncoError } from '#libs/contracts';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/**
 * How often something may be done from one place; as it stands, how often one address may try passwords, links and mails: thirty times in ten
 * minutes. An account locks itself besides, whoever tries. Each regulator counts for itself.
 */
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
      await this.#limiter.consume(from);
      return 0;
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      return Math.max(1, Math.ceil(error.msBeforeNext / 1_000));
    }
  }
}
