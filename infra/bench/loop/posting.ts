import { setTimeout as pause } from 'node:timers/promises';
import { Accepted } from '#libs/contracts';
import { observationOf, unitOf, type Works } from './works.js';

/** How it is posted over HTTP: so many observations a second, whatever the answers take. */
export interface Posting {
  rate: number;
  seconds: number;
}

/** What has been posted before: periods of every indicator, and the indicators that have had a value far out. */
export interface Sofar {
  periods: number;
  probed: Set<number>;
}

const aRequest = 10;
const probes = 70;
const farOut = 200;
const watched = 20;

/** The units whose streams are watched: values far out are posted of theirs only. */
export const watchedUnits = Array.from({ length: watched }, (_, n) => unitOf(n));

/** Posts in an open loop; `due` is told of each value far out when it was to be sent. Answers how many were posted a second. */
export async function post(
  address: string,
  works: Works,
  { rate, seconds, sofar }: Posting & { sofar: Sofar },
  due: (indicator: string, at: number) => void,
): Promise<number> {
  const requests = Math.floor((rate * seconds) / aRequest);
  const gap = Math.max(1, Math.floor(requests / probes));
  const begun = performance.now();
  const sent: Promise<void>[] = [];
  for (let number = 0, last = 0; number < requests; number += 1) {
    const at = begun + ((number * aRequest) / rate) * 1_000;
    if (performance.now() < at) await pause(at - performance.now());
    const places = Array.from({ length: aRequest }, (_, index) => number * aRequest + index);
    const probe = number - last >= gap ? places.find((place) => canProbe(works, place, sofar)) : undefined;
    if (probe !== undefined) {
      last = number;
      sofar.probed.add(probe % works.indicators);
      due(observationOf(works, probe % works.indicators, 0).indicator, at);
    }
    const period = (place: number) => sofar.periods + Math.floor(place / works.indicators);
    const of = (place: number) =>
      observationOf(works, place % works.indicators, period(place), place === probe ? farOut : 0);
    sent.push(send(address, places.map(of)));
  }
  await Promise.all(sent);
  sofar.periods += Math.ceil((requests * aRequest) / works.indicators);
  return Math.round((requests * aRequest * 1_000) / (performance.now() - begun));
}

/** One value far out an indicator: the next would join the alert that it has opened. */
function canProbe({ indicators }: Works, place: number, { probed }: Sofar): boolean {
  const n = place % indicators;
  return watchedUnits.includes(unitOf(n)) && !probed.has(n);
}

async function send(address: string, observations: readonly object[]): Promise<void> {
  const answer = await fetch(`${address}/api/observations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ observations }),
  });
  if (!answer.ok) throw new Error(`A post was refused: ${answer.status} ${await answer.text()}`);
  const { refused } = Accepted.parse(await answer.json());
  if (refused.length > 0) throw new Error(`Figures were refused: ${JSON.stringify(refused[0])}`);
}
