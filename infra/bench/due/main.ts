import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { applyOrganisation, organisationReader } from '#libs/adapters-postgres';
import { OrganisationDocument } from '#libs/contracts';
import { dueSteps } from '../../../test/kit/due-steps.js';
import { manyUnits, type OpenAlerts, openAlerts } from '../../../test/kit/open-alerts.js';
import { cpuSeconds } from '../loop/cpu.js';
import { type Regulator, startRegulator } from '../loop/regulator.js';
import { kafkaStack, type Stack } from '../loop/stack.js';
import { Inboxes } from './inbox.js';
import { type Judged, markdown } from './report.js';

const { values: options } = parseArgs({
  options: {
    alerts: { type: 'string', default: '100000' },
    units: { type: 'string', default: '10000' },
    minutes: { type: 'string', default: '30' },
    burst: { type: 'string', default: '2000' },
  },
});
const [alerts, units, burst] = [Number(options.alerts), Number(options.units), Number(options.burst)];
const within = Number(options.minutes) * 60_000;
/** So long inboxes are asked for before anything is due. */
const calmMs = 20_000;
/** So long after the last step is due it may still be on its way. */
const patienceMs = 60_000;

const stack = await kafkaStack({ track_commit_timestamp: 'on', max_connections: '100' });
const regulators: Regulator[] = [];
try {
  const plan: OpenAlerts = { alerts, burst, within, from: Date.now() + 40_000 + calmMs + alerts };
  await fill(plan);
  for (const _ of [1, 2]) regulators.push(await startRegulator(stack));
  const addresses = regulators.map(({ address }) => address);
  console.error(`filled; the first step is due in ${Math.round((plan.from - Date.now()) / 1_000)} s`);
  if (Date.now() > plan.from - calmMs) throw new Error('Filling took longer than was thought.');
  await pause(plan.from - calmMs - Date.now());
  const calm = new Inboxes(addresses, units).start();
  await pause(plan.from - Date.now());
  const before = await calm.stop();
  const used = regulators.map(({ pid }) => cpuSeconds(pid));
  const asked = new Inboxes(addresses, units).start();
  await pause(plan.from + within + 1_000 - Date.now());
  const meanwhile = await asked.stop();
  const spent = regulators.map(({ pid }, n) => cpuSeconds(pid) - (used[n] ?? 0));
  const steps = await judged(stack, plan);
  console.log(markdown({ alerts, units, burst, minutes: within / 60_000 }, steps, { before, meanwhile }));
  console.log(`\nprocessor time of the regulators: ${spent.map((seconds) => `${seconds.toFixed(0)} s`).join(' and ')}`);
  console.log(JSON.stringify({ alerts, units, within, burst, steps, inboxes: { before, meanwhile }, spent }));
} finally {
  for (const regulator of regulators) await regulator.stop();
  await stack.remove();
}

function fill(plan: OpenAlerts): Promise<void> {
  return stack.use(async (database) => {
    const document = OrganisationDocument.parse(manyUnits(units));
    await applyOrganisation(database, document, { by: null, now: new Date().toISOString(), dryRun: false });
    const organisation = await organisationReader()(database.pool);
    if (!organisation) throw new Error('There is no organisation.');
    await openAlerts(database, organisation, plan, Date.now());
  });
}

/** Waits until nothing is due any more, and holds what has happened against what was due. */
function judged(over: Stack, { from }: OpenAlerts): Promise<Judged> {
  return over.use(async (database) => {
    const until = from + within;
    const all = () => dueSteps(database.pool, at(from - 60_000), at(until));
    while ((await all()).lost > 0 && Date.now() < until + patienceMs) await pause(500);
    const middle = from + within / 2;
    return { all: await all(), inBurst: await dueSteps(database.pool, at(middle), at(middle + 1_000)) };
  });
}

function at(ms: number): string {
  return new Date(ms).toISOString();
}
