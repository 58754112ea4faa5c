import type { Sensitivity } from '#libs/contracts';
import { settleAt } from './bank.js';
import { C_MM, MU } from './belief.js';
import type { Heard } from './hear.js';
import { SLOPE, STEP } from './hypotheses.js';
import { type Birth, certain, likeliest, pooled } from './mixture.js';
import type { News, Now } from './news.js';
import type { Engine, Told } from './state.js';

const names = { [STEP]: 'step', [SLOPE]: 'slope' } as const;
/** The probability at which a change is told. */
const toldAbove: Record<Sensitivity, number> = { calm: 0.8, normal: 0.45, sensitive: 0.25 };
/** By how much the odds must be greater where the noise is not white, and where its tails are heavy: both were found, not known. */
const caution = { correlated: 1.6, heavy: 2.5 };
/** So many changes told of late (in some 500 values) are nothing unusual; each one more makes the next harder to believe. */
const usualChanges = 2;
/** A change less probable than this was none. */
const dropped = 0.2;
/** In sd: a change of this size that did not last was a one-off. */
const farOut = 3;
/** Another kind is named when it has this share of the probability of a change. */
const renamed = 0.75;
/** A change is settled when it is this probable, and old enough or of a kind that is beyond doubt; the surer, the sooner. */
const settledAbove = 0.95;
const settling = [
  { age: 25, share: 0 },
  { age: 10, share: 0.97 },
  { age: 4, share: 0.998 },
];
/** What follows a settled change within so many periods, the same way, belongs to it. */
const aftermath = 20;

/** Looks whether something has changed. Changes the engine. */
export function lookForChange(engine: Engine, now: Now, heard: Heard): News | null {
  return now.event > threshold(engine, now) ? raise(engine, now, heard) : null;
}

function threshold({ restless, noise, tail }: Engine, { sensitivity }: Now): number {
  const p = toldAbove[sensitivity];
  const care = (noise > 0 ? caution.correlated : 1) * (tail > 0 ? caution.heavy : 1);
  const odds = ((care * p) / (1 - p)) * Math.exp(Math.max(0, restless - usualChanges));
  return odds / (1 + odds);
}

/** Goes on with a change that was told: settled, dropped, seen otherwise, or nothing new. Changes the engine. */
export function hearOnChange(engine: Engine, change: Told, now: Now, heard: Heard): News | null {
  const { event, kind, period } = now;
  const leading = likeliest(engine.mixture, kind);
  if (event < dropped || (leading && isAnother(leading, change, kind))) return drop(engine, change, now);
  const share = Math.max(now.step, now.slope) / event;
  const age = period - change.onset;
  if (event > settledAbove && settling.some((rule) => age >= rule.age && share > rule.share)) {
    return settle(engine, change, now, heard);
  }
  if (names[kind] === change.kind || share <= renamed) return null;
  engine.change = measured(engine, change, now, heard);
  return { told: engine.change, status: 'revised', probability: event };
}

/** Whether the mixture speaks of another change than the one told: it began later, or went the other way. */
function isAnother(leading: Birth, change: Told, kind: Now['kind']): boolean {
  const size = kind === STEP ? leading.mu - leading.mu0 : leading.beta - leading.beta0;
  return leading.period > change.toldAt || size * change.size < 0;
}

/** A change did not last, or another one has begun since: it was a one-off if it was far out or began so, else nothing. */
function drop(engine: Engine, change: Told, { period, event }: Now): News {
  const probability = 1 - event;
  engine.change = null;
  const wasFar = change.kind === 'step' && Math.abs(change.size) >= farOut * change.sd;
  if (!change.odd && !wasFar) return { told: change, status: 'withdrawn', probability };
  engine.settled = { ...change, kind: 'transient', toldAt: period };
  return { told: engine.settled, status: 'settled', probability };
}

/** The change is taken for certain: the hypotheses of its kind become the base. */
function settle(engine: Engine, change: Told, now: Now, heard: Heard): News {
  const told = measured(engine, change, now, heard);
  const belief = pooled(engine.mixture, heard.expected.S, now.kind);
  settleAt(engine.variants[engine.variant]!.bank, belief[MU]!, belief[C_MM]!);
  engine.mixture = certain(belief);
  engine.change = null;
  engine.settled = told;
  return { told, status: 'settled', probability: now.event };
}

/** A change is told; if it turns out to be what an odd value or a change before has begun, under its name. */
function raise(engine: Engine, now: Now, heard: Heard): News {
  const fresh = measured(engine, null, now, heard);
  const { oddity, settled } = engine;
  const begun = oddity && alike(oddity, fresh) && isNear(oddity, fresh) ? oddity : null;
  const from = begun ?? (settled && follows(fresh, settled) ? settled : null);
  if (!from || begun) engine.restless += 1;
  if (from) engine.settled = null;
  engine.change = from ? measured(engine, from, now, heard) : named(engine, fresh, now);
  engine.oddity = null;
  return { told: engine.change, status: from ? 'revised' : 'raised', probability: now.event };
}

/** Whether a change belongs to one that was settled: what was taken for a one-off did last, or a change goes on changing. */
function follows(fresh: Told, settled: Told): boolean {
  if (!alike(settled, fresh)) return false;
  return settled.kind === 'transient' ? isNear(settled, fresh) : fresh.toldAt - settled.toldAt <= aftermath;
}

function isNear(one: Told, other: Told): boolean {
  return Math.abs(one.onset - other.onset) <= 2;
}

function named(engine: Engine, fresh: Told, { period }: Now): Told {
  engine.named = fresh.onset > engine.named ? fresh.onset : period;
  return { ...fresh, period: engine.named };
}

function alike(one: Told, other: Told): boolean {
  return Math.sign(one.size) === Math.sign(other.size);
}

/** The change as the mixture sees it now; under the name, and against the level, of the change that was told before. */
function measured({ mixture }: Engine, before: Told | null, { kind, period }: Now, { expected: { S } }: Heard): Told {
  const birth = likeliest(mixture, kind);
  if (!birth) throw new Error('A change that is probable has a birth.');
  const told = before && (before.kind === 'step' || before.kind === 'slope') ? before : null;
  const step = birth.mu - (told?.kind === 'step' ? told.before : birth.mu0);
  return {
    period: before?.period ?? birth.period,
    onset: birth.period,
    kind: names[kind],
    before: told?.before ?? birth.mu0 - birth.beta0 * (period - birth.period),
    size: kind === STEP ? step : birth.beta - birth.beta0,
    sd: Math.sqrt(S),
    odd: before?.odd ?? false,
    toldAt: period,
  };
}
