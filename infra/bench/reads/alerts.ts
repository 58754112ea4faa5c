import type { Alert, Deviation } from '#libs/contracts';
import { enterpriseOf, indicatorOf, type Size, teamOf } from './works.js';

const hour = 3_600_000;

/** An alert with the units that it has reached, as the store keeps it. */
export interface StoredAlert {
  id: string;
  body: Alert;
  reached: string[];
}

/** `count` alerts spread over the teams and the last year, each tenth open; each third has climbed to the enterprise. */
export function alertsOf({ teams, each, lastDay }: Size, count: number): StoredAlert[] {
  const end = Date.parse(`${lastDay}T12:00:00Z`);
  return Array.from({ length: count }, (_, number) => {
    const team = (number * 7) % teams;
    const open = number % 10 === 0;
    const openedAt = end - (open ? (number % 48) * hour : ((number * 13) % 8_760) * hour);
    const level = number % 3 === 0 ? 1 : 0;
    const path = [teamOf(team), enterpriseOf(team), 'federation'].map((unit) => ({ unit, minutes: 1_440 }));
    const id = `bench-${String(number).padStart(6, '0')}`;
    const body: Alert = {
      id,
      sequence: level + (open ? 1 : 2),
      indicator: indicatorOf(team, number % each),
      state: open ? 'open' : 'resolved',
      sign: 'pain',
      path,
      level,
      reach: level + 1,
      sharedWith: [],
      under: null,
      asked: false,
      apart: false,
      again: null,
      goneIn: null,
      answerBy: null,
      remindAt: null,
      askedUntil: null,
      toConfirm: [],
      reviewAt: null,
      openedAt: new Date(openedAt).toISOString(),
      climbsAt: open ? new Date(openedAt + 24 * 365 * hour).toISOString() : null,
      clock: open ? { since: new Date(openedAt).toISOString(), minutes: 24 * 365 * 60 } : null,
      acknowledgedUntil: null,
      closedAt: open ? null : new Date(openedAt + 5 * hour).toISOString(),
      about: { kind: 'deviation', sd: 3, deviation: deviationOf(id, new Date(openedAt).toISOString().slice(0, 10)) },
      replayed: false,
    };
    return { id, body, reached: path.slice(0, level + 1).map(({ unit }) => unit) };
  });
}

function deviationOf(id: string, onset: string): Deviation {
  const told = { kind: 'step', direction: 'down', status: 'settled', probability: 0.93 } as const;
  const sentence = { en: `The level fell by 12 pieces on ${onset}.`, es: `El nivel bajó 12 pieces el ${onset}.` };
  return { id, onset, size: -12, sizeInSd: -4, levelBefore: 120, sentence, ...told };
}
