import { sleep } from '../kit/bus-reader.js';
import { applyOrganisation } from '../kit/regulator.js';
import { Chance } from '../kit/chance.js';
import { check } from './check.js';
import type { Findings } from './findings.js';
import { Journal } from './journal.js';
import { type Counter, insist, Poster } from './poster.js';
import type { Stage } from './stage.js';
import type { Victim } from './victim.js';
import { fallOf, organisationOf, posted, watched } from './works.js';

const quietMs = 600_000;
const posting = 3;

/** One row of the table: what was done, and what was found afterwards. */
export interface Outcome extends Findings {
  scenario: string;
  rounds: number;
  seconds: number;
  /** How often a regulator ended by itself, and was started again. */
  ownEndings: string[];
}

/** How faults befall a stage. */
export interface Campaign {
  scenario: string;
  rounds: number;
  seed: number;
  stage: Stage;
  victims: readonly Victim[];
  /** One round: whatever it breaks must work again some time after it. */
  fault: (chance: Chance, round: number, counter: Counter) => Promise<void>;
  /** Before the last wait: puts right what the faults have left. */
  mend?: () => Promise<void>;
  /** Whether the bus keeps the order of each indicator; it does unless somebody writes past its rules. */
  ordered?: boolean;
  pauseMs?: number;
}

/** Lets faults befall regulators while figures are posted and alerts climb, waits until all is quiet, and checks store and journal. */
export async function run(campaign: Campaign): Promise<Outcome> {
  const { rounds, stage, victims } = campaign;
  const began = performance.now();
  const falls = Math.max(24, rounds);
  const document = organisationOf(falls);
  await applyOrganisation(victims[0]?.address ?? '', document, 'Test@root');
  const chance = new Chance(campaign.seed);
  const journal = new Journal();
  const gate = { closed: false, inside: 0 };
  const counter: Counter = { journal, chance, gate, addresses: () => victims.map(({ address }) => address) };
  await rage(campaign, counter, falls);
  await campaign.mend?.();
  await quiet(campaign, falls);
  for (const victim of victims) await victim.stop();
  const store = await stage.openStore();
  const fallen = Array.from({ length: falls }, (_, n) => watched(n));
  const records = await stage.records(store);
  const expected = { journal, records, ordered: campaign.ordered ?? true, document, fallen };
  const findings = await check(store, expected);
  await store.close();
  const seconds = Math.round((performance.now() - began) / 1_000);
  const ownEndings = victims.flatMap(({ endings }) => endings);
  return { scenario: campaign.scenario, rounds, seconds, ownEndings, ...findings };
}

/** The rounds, with posters at work and the falls spread over them. */
async function rage({ rounds, fault, pauseMs = 150 }: Campaign, counter: Counter, falls: number): Promise<void> {
  const posters = Array.from({ length: posting }, (_, n) => {
    const teams = posted.filter((_id, index) => index % posting === n);
    return new Poster(counter, teams, pauseMs);
  });
  const work = new Work();
  for (const poster of posters) work.add(poster.run());
  const due = (round: number) => Math.floor((falls * round) / rounds);
  for (let round = 0; round < rounds; round += 1) {
    for (let n = due(round); n < due(round + 1); n += 1) work.add(insist(counter, fallOf(watched(n))));
    await work.unlessBroken(fault(counter.chance, round, counter));
  }
  for (const poster of posters) poster.end();
  await work.done();
}

/** What is done besides; the first failure ends everything. */
class Work {
  readonly #all: Promise<void>[] = [];
  #fail: (error: unknown) => void = () => {};
  readonly #broken = new Promise<never>((_, reject) => {
    this.#fail = reject;
  });

  add(work: Promise<void>): void {
    work.catch(this.#fail);
    this.#broken.catch(() => {});
    this.#all.push(work);
  }

  unlessBroken(other: Promise<void>): Promise<void> {
    return Promise.race([other, this.#broken]);
  }

  async done(): Promise<void> {
    await Promise.all(this.#all);
  }
}

/** Waits until nothing is on its way, twice in a row. */
async function quiet({ stage, victims }: Campaign, falls: number): Promise<void> {
  const until = performance.now() + quietMs;
  let waiting: string | null = '';
  for (let calm = 0; calm < 2;) {
    await sleep(500);
    waiting = await stage.waitsFor(victims[0]?.address ?? '', falls).catch((error: unknown) => String(error));
    calm = waiting === null ? calm + 1 : 0;
    if (performance.now() > until)
      throw new Error(
        `Not quiet after ${quietMs / 1_000} s: ${waiting}\n${victims.map(({ said }) => said.slice(-3_000)).join('\n')}`,
      );
  }
}
