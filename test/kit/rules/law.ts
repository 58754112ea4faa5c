import { topics } from '#libs/contracts';
import { causesAreOne, questionsHold, reasonsStand, recoveriesHold } from './causes.js';
import { allHasClimbed, nothingIsDue, questionsGo, rowsHold, Telling } from './checks.js';
import { deeds } from './deeds.js';
import type { Ground } from './ground.js';
import { instant, ms } from './hold.js';
import { Rig } from './rig.js';
import { isOpenSilence, silencesHold } from './silences.js';
import { later, type Step, type Story } from './stories.js';
import { calm, post, type Works } from './works.js';

const minute = 60_000;
const calmDays = 20;

/** Plays a story on a ground, and holds it against the thirteen rules after each deed; runs time forward at the end until all is quiet. */
export async function playedByTheRules(ground: Ground, { world, steps, order }: Story): Promise<void> {
  const begins = ms(`${later(world.firstDay, calmDays)}T06:00:00Z`);
  const rig = await Rig.on(ground, world.document, begins, order);
  const works: Works = {
    rig,
    firstDay: world.firstDay,
    days: calmDays,
    shifts: new Map(),
    absent: new Set(),
    excused: new Map(),
    count: 0,
    latest: begins,
    telling: new Telling(),
  };
  const leaves = world.document.indicators.filter(({ rollUp }) => !rollUp).map(({ id }) => id);
  const calmly = leaves.flatMap((leaf) =>
    Array.from({ length: calmDays }, (_, day) => [leaf, day, calm(leaf, day)] as const),
  );
  await post(works, { who: 0, faults: [null, null], alert: 0 }, calmly);
  await quieten(works);
  for (const [place, step] of steps.entries()) await told(`step ${place}, ${step.does}`, () => taken(works, step));
  await told('the end', () => toTheEnd(works));
}

/** Says where in a story a rule was broken. */
async function told(where: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw new Error(`${where}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

async function taken(works: Works, step: Step): Promise<void> {
  const { rig } = works;
  const heard = rig.sight.events.length;
  const version = rulesOf(works);
  works.count += 1;
  works.latest = Math.max(works.latest, rig.now);
  rig.now += step.wait * minute;
  const open = [...rig.sight.alerts.values()].filter(isOpenSilence);
  await deeds[step.does](works, step);
  for (const { id, indicator } of open) {
    const alert = rig.sight.alerts.get(id);
    if (alert && !isOpenSilence(alert) && alert.state !== 'recovered') excuse(works, indicator ?? '');
  }
  if (rulesOf(works) !== version) for (const { id } of works.rig.inForce.document.indicators) excuse(works, id);
  afterEach(works, heard);
  if (step.does === 'clocks' || step.does === 'jump-back') await quieten(works);
}

function rulesOf({ rig: { sight } }: Works): string {
  const { version, notices } = sight.organisation;
  return JSON.stringify([version, notices.map(({ id, sequence }) => [id, sequence])]);
}

/** Nothing is missed that was to come before people resolved that, or before other hours held. */
function excuse({ rig, excused }: Works, indicator: string): void {
  excused.set(indicator, instant(rig.now).slice(0, 10));
}

function afterEach({ rig, telling }: Works, heard: number): void {
  rowsHold(rig);
  telling.holds(rig);
  recoveriesHold(rig);
  reasonsStand(rig);
  questionsHold(rig, heard);
}

/** The clocks come round, and what they ask for is made, until nothing is due; then all that is to be so at rest is so. */
async function quieten(works: Works): Promise<void> {
  const { rig } = works;
  for (let turn = 0; turn < 30; turn += 1) {
    const heard = rig.sight.events.length;
    const before = rig.log[topics.rollUps].length;
    await rig.take(topics.rollUps, turn % 2, null);
    await rig.fire(turn % 2, null);
    afterEach(works, heard);
    const quiet = before === rig.log[topics.rollUps].length && rig.sight.events.length === heard;
    // Whose time was up when it was to be grouped climbs first, and is looked at again a second later.
    if (turn === 1) rig.now += 1_000;
    if (quiet && turn > 1) break;
  }
  nothingIsDue(rig);
  // A clock that has jumped back has not yet come to what was late before, nor to what was to be looked at.
  works.latest = Math.max(works.latest, rig.now);
  if (rig.now < works.latest) return;
  causesAreOne(rig);
  questionsGo(rig);
  silencesHold(rig, works.excused);
}

/** Time goes on from clock to clock until no alert waits for one. */
async function toTheEnd(works: Works): Promise<void> {
  const { rig } = works;
  await quieten(works);
  const clocks = () =>
    rig.sight.timers
      .filter(({ kind }) => kind === 'climb' || kind === 'answer' || kind === 'remind')
      .filter(({ subject }) => waiting.has(subject))
      .map(({ dueAt }) => ms(dueAt));
  const waiting = new Set(rig.alerts.keys());
  for (let next = clocks(); next.length > 0; next = clocks()) {
    rig.now = Math.max(rig.now, Math.min(...next));
    await quieten(works);
  }
  allHasClimbed([...rig.alerts.values()].filter(({ id }) => waiting.has(id)));
}
