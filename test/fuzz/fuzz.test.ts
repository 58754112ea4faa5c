import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fuzzCommandLine } from './command-line.js';
import { fuzzCsv, fuzzXlsx } from './files.js';
import { fuzzHttp } from './http.js';
import { fuzzKafka } from './kafka.js';
import { type Order, tableOf, type Tally } from './tally.js';

/** How much of all goes to which door. */
const parts: Record<string, { share: number; run: (order: Order) => Promise<Tally> }> = {
  http: { share: 0.4, run: fuzzHttp },
  kafka: { share: 0.2, run: fuzzKafka },
  csv: { share: 0.25, run: fuzzCsv },
  xlsx: { share: 0.05, run: fuzzXlsx },
  'command-line': { share: 0.1, run: fuzzCommandLine },
};
const inputs = Number(process.env['FUZZ_INPUTS'] ?? 8_000);
const seed = Number(process.env['FUZZ_SEED'] ?? 1);
const wanted = process.env['FUZZ_PARTS']?.split(' ') ?? Object.keys(parts);
const all = wanted.reduce((sum, name) => sum + (parts[name]?.share ?? 0), 0);
const tallies = new Map<string, Tally>();

beforeAll(
  async () => {
    for (const name of wanted) {
      const part = parts[name];
      if (!part) throw new Error(`There is no part ${name}; there are ${Object.keys(parts).join(', ')}.`);
      const tally = await part.run({ inputs: Math.ceil((inputs * part.share) / all), seed });
      process.stdout.write(`${tableOf([tally])}\n${tally.faults.map((fault) => `  ${fault}\n`).join('')}`);
      tallies.set(name, tally);
    }
  },
  300_000 + inputs * 60,
);

afterAll(() => {
  process.stdout.write(`\n${tableOf([...tallies.values()])}\n`);
});

test.each(wanted)(
  'whatever is thrown at %s is taken, or refused with a code; nothing breaks, hangs or is the fault of the server',
  (name) => {
    const tally = tallies.get(name);
    expect(tally?.faults).toEqual([]);
    expect(tally?.inputs).toBeGreaterThan(0);
    expect(tally?.outcomes.size).toBeGreaterThan(3);
  },
);
