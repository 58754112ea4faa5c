/** What was thrown at one door, and what came of it. */
export interface Tally {
  part: string;
  inputs: number;
  /** How often each outcome: the status or the code of a refusal, or what a reader said. */
  outcomes: Map<string, number>;
  /** What must never be, with how to see it again. */
  faults: string[];
  seconds: number;
}

/** How much to throw, and by which seed; the same seed throws the same. */
export interface Order {
  inputs: number;
  seed: number;
}

/** So many faults are told in full. */
const mostTold = 20;

export function newTally(part: string): Tally {
  return { part, inputs: 0, outcomes: new Map(), faults: [], seconds: 0 };
}

export function count(tally: Tally, outcome: string): void {
  tally.inputs += 1;
  tally.outcomes.set(outcome, (tally.outcomes.get(outcome) ?? 0) + 1);
}

export function blame(tally: Tally, fault: string): void {
  if (tally.faults.length < mostTold) tally.faults.push(fault);
}

/** The tallies as a table, the most frequent outcomes of each. */
export function tableOf(tallies: readonly Tally[]): string {
  return tallies
    .map(({ part, inputs, outcomes, faults, seconds }) => {
      const often = [...outcomes].toSorted(([, a], [, b]) => b - a).slice(0, 12);
      const told = often.map(([outcome, times]) => `${outcome} ${times}`).join(', ');
      return `${part}: ${inputs} inputs in ${seconds.toFixed(1)} s, ${faults.length} faults; ${outcomes.size} outcomes: ${told}`;
    })
    .join('\n');
}
