import { afterAll, describe, expect, test } from '@jest/globals';
import type { Outcome } from './campaign.js';
import { scenarios } from './scenarios.js';
import { tableOf } from './table.js';

const order = { rounds: Number(process.env['FAULTS_KILLS'] ?? 20), seed: Number(process.env['FAULTS_SEED'] ?? 1) };
const patience = 900_000 + order.rounds * 30_000;
const outcomes: Outcome[] = [];

afterAll(() => {
  const names = Object.keys(scenarios);
  const inOrder = outcomes.toSorted((a, b) => names.indexOf(a.scenario) - names.indexOf(b.scenario));
  process.stdout.write(`\n${tableOf(inOrder)}\n`);
});

describe('nothing is lost, nothing counted twice, and no climb missed', () => {
  // Most of a scenario is waiting for sessions, leases and clocks: so several go at once.
  test.concurrent.each(Object.entries(scenarios))(
    '%s',
    async (_, scenario) => {
      const outcome = await scenario(order);
      outcomes.push(outcome);
      const { complaints, lost, doubled, wholesWrong, assessmentsWrong, climbsLost, climbsDoubled } = outcome;
      expect({ complaints, lost, doubled, wholesWrong, assessmentsWrong, climbsLost, climbsDoubled }).toEqual({
        complaints: [],
        lost: 0,
        doubled: 0,
        wholesWrong: 0,
        assessmentsWrong: 0,
        climbsLost: 0,
        climbsDoubled: 0,
      });
    },
    patience,
  );
});
