import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Outcome } from './campaign.js';
import { scenarios } from './scenarios.js';
import { tableOf } from './table.js';

const order = { rounds: Number(process.env['FAULTS_KILLS'] ?? 20), seed: Number(process.env['FAULTS_SEED'] ?? 1) };
const wanted = process.env['FAULTS_NAMES']?.split(' ') ?? Object.keys(scenarios);
const atOnce = 5;
const patience = (900_000 + order.rounds * 30_000) * Math.ceil(wanted.length / atOnce);
const outcomes = new Map<string, Outcome>();
const failures = new Map<string, unknown>();

// Most of a scenario is waiting for sessions, leases and clocks, so several go at once; all in one hook, as jest lets nothing be
// imported from the moment on at which the first of several concurrent tests has ended.
beforeAll(async () => {
  const waiting = wanted.values();
  await Promise.all(Array.from({ length: atOnce }, () => runEach(waiting)));
}, patience);

async function runEach(names: Iterable<string>): Promise<void> {
  for (const name of names) {
    try {
      const scenario = scenarios[name];
      if (!scenario) throw new Error(`There is no scenario ${name}; there are ${Object.keys(scenarios).join(', ')}.`);
      outcomes.set(name, await scenario(order));
    } catch (error) {
      failures.set(name, error);
    }
  }
}

afterAll(() => {
  const done = wanted.flatMap((name) => outcomes.get(name) ?? []);
  process.stdout.write(`\n${tableOf(done)}\n`);
});

describe('nothing is lost, nothing counted twice, and no climb missed', () => {
  test.each(wanted)('%s', (name) => {
    if (failures.has(name)) throw failures.get(name);
    expect(outcomes.get(name)).toMatchObject({
      complaints: [],
      lost: 0,
      doubled: 0,
      wholesWrong: 0,
      assessmentsWrong: 0,
      climbsLost: 0,
      climbsDoubled: 0,
    });
  });
});
