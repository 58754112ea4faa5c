import { until } from './bus-reader.js';
import { dayName } from './loop-rig.js';
import type { RunningRegulator } from './regulator.js';

/** The n-th day of 2020 by name. */
const pastDay = (n: number) => dayName(n - 6 * 365 - 2);

/** So many days from one on, by number. */
export const days = (first: number, count: number) => Array.from({ length: count }, (_, n) => first + n);

/** A team's ordinary figures of these days of 2020; the same days give the same ids and values. */
export const figuresOf = (team: string, numbers: readonly number[]) =>
  numbers.map((n) => ({
    id: `${team}-${n}`,
    indicator: `${team}.output`,
    period: pastDay(n),
    value: 100 + ((n * 7) % 5),
  }));

/** Posts once, and answers the status; 0 where nobody answered. */
export async function post({ address }: RunningRegulator, observations: readonly object[]): Promise<number> {
  const body = JSON.stringify({ observations });
  const headers = { 'content-type': 'application/json' };
  return fetch(`${address}/api/observations`, { method: 'POST', headers, body }).then(
    ({ status }) => status,
    () => 0,
  );
}

/** Posts until it is taken, as a patient sender does: the same ids again after every failure, to whoever answers. */
export async function insist(
  regulators: readonly RunningRegulator[],
  observations: readonly object[],
  withinMs = 90_000,
): Promise<void> {
  const taken = async () => {
    const answers = await Promise.all(regulators.map((regulator) => post(regulator, observations)));
    return answers.includes(202);
  };
  await until('the figures were taken', taken, withinMs);
}
