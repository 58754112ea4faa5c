import { writeFileSync } from 'node:fs';

const preload = new URL('preload-clock.mjs', import.meta.url).href;

/** Settings under which the minutes of a regulator's agreements pass so many times as fast, also over its restarts. */
export function hurried(speed: number): Record<string, string> {
  return {
    NODE_OPTIONS: `--import ${preload}`,
    FAULTS_CLOCK_SPEED: String(speed),
    FAULTS_CLOCK_START: String(Date.now()),
  };
}

/** A clock that can be set wrong: what the file says counts from the next start on, or from the next SIGUSR2. */
export class WrongClock {
  constructor(private readonly file: string) {
    this.set(0);
  }

  /** Settings of a regulator that goes by it. */
  get environment(): Record<string, string> {
    return { NODE_OPTIONS: `--import ${preload}`, FAULTS_CLOCK_FILE: this.file };
  }

  /** Sets it wrong by so many milliseconds. */
  set(ms: number): void {
    writeFileSync(this.file, String(ms));
  }
}
