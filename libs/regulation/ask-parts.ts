import type { AlertAbout, Deviation, Indicator, Sentence } from '#libs/contracts';
import { advance, decide, raise } from '#libs/alerting';
import { explainMove, type Share } from '#libs/indicators';
import { alertPath, type Organisation, severityOf } from '#libs/organisation';
import { again } from './again.js';
import { recordAlert } from './alert-rows.js';
import { matchingPeriod } from './matching-period.js';
import { type Changes, type KnownAlert, noChanges, type Timer } from './rows.js';
import type { Store, Transaction } from './store.js';
import { timeIn } from './time-in.js';

/**
 * Rule 12: the parts that explain most of the move of a whole are asked what has happened. Each question is heard by the unit of the part
 * only, and never climbs. All of them and the note in the timeline of the alert are written in one transaction, once.
 */
export async function askParts(store: Store, timer: Timer, now: string): Promise<void> {
  const [, id = ''] = timer.subject.split(' ');
  await again(() =>
    store.transact(async (tx) => {
      if (!(await tx.claim(timer))) return;
      const changes = noChanges(now);
      changes.timers.clear.push({ kind: 'ask', subject: timer.subject });
      const organisation = await tx.organisation();
      const known = await tx.alert(id);
      const whole = organisation?.indicator(known?.alert.indicator ?? '');
      if (organisation && known && whole && known.alert.about.kind === 'deviation') {
        const { deviation } = known.alert.about;
        const shares = explainMove(await brought(tx, organisation, whole, deviation), deviation.direction);
        if (shares.length > 0) ask(changes, organisation, known, { whole, deviation, shares });
      }
      await tx.write(changes);
    }),
  );
}

/** What each part has brought since the onset beyond its own forecast, as it enters the whole. */
async function brought(tx: Transaction, organisation: Organisation, whole: Indicator, { onset }: Deviation) {
  const parts = organisation.partsOf(whole.id).flatMap((part) => {
    const period = matchingPeriod(organisation, whole, onset, part);
    return period ? [{ part, ordinal: period.ordinal }] : [];
  });
  const moved = await tx.movedSince(parts.map(({ part, ordinal }) => ({ indicator: part.id, ordinal })));
  const byIndicator = new Map(moved.map((one) => [one.indicator, one]));
  const weights = await weightsOf(tx, parts);
  return parts.flatMap(({ part }) => {
    const one = byIndicator.get(part.id);
    if (!one) return [];
    const rule = whole.rollUp?.rule;
    if (rule === 'mean') return [{ indicator: part.id, by: one.value * (weights.get(part.id) ?? 0) }];
    return [{ indicator: part.id, by: rule === 'ratio' && part.rollUp?.rule === 'ratio' ? one.a : one.value }];
  });
}

/** A weight by another indicator is its newest figure up to the onset. */
async function weightsOf(tx: Transaction, parts: readonly { part: Indicator; ordinal: number }[]) {
  const keys = parts.flatMap(({ part: { weight }, ordinal }) =>
    typeof weight === 'number' ? [] : [{ indicator: weight.indicator, ordinal }],
  );
  const figures = (await tx.figuresUpTo(keys)).toSorted((a, b) => a.ordinal - b.ordinal);
  const newest = new Map(figures.map(({ indicator, value }) => [indicator, value]));
  return new Map(
    parts.map(({ part: { id, weight } }) => [
      id,
      typeof weight === 'number' ? weight : Math.max(0, newest.get(weight.indicator) ?? 0),
    ]),
  );
}

interface Explained {
  whole: Indicator;
  deviation: Deviation;
  shares: readonly Share[];
}

function ask(changes: Changes, organisation: Organisation, known: KnownAlert, { whole, deviation, shares }: Explained) {
  const time = timeIn(organisation, changes.now);
  const units = shares.map(({ indicator, share }) => {
    const unit = organisation.indicator(indicator)?.unit ?? '';
    return { unit, indicator, share };
  });
  const names = [...new Set(units.map(({ unit }) => organisation.unit(unit)?.name ?? unit))];
  const sentence = explaining(names, shares, deviation.direction);
  const decision = decide(known.alert, { kind: 'ask', units, sentence }, time);
  if (decision.kind !== 'happens') return;
  recordAlert(changes, advance(known.alert, decision.happenings, changes.now), known);
  for (const { unit, indicator, share } of units) {
    const about: AlertAbout = {
      kind: 'question',
      of: known.alert.id,
      ofUnit: whole.unit,
      share: Math.min(1, share),
      sentence,
    };
    const concern = { unit, indicator, kind: 'question', severity: severityOf(about) } as const;
    const path = alertPath(organisation, concern).slice(0, 1);
    const opening = { kind: 'raised', indicator, sign: 'pain', path, about } as const;
    const id = `${known.alert.id}.asks.${indicator}`;
    recordAlert(changes, raise(id, opening, time, known.alert.replayed), known);
  }
}

function explaining(names: readonly string[], shares: readonly Share[], direction: Deviation['direction']): Sentence {
  const percent = Math.round(shares.reduce((sum, { share }) => sum + share, 0) * 100);
  const several = names.length > 1;
  return {
    en: `${listed(names, 'and')} ${several ? 'explain' : 'explains'} ${percent} % of the ${direction === 'down' ? 'drop' : 'rise'}.`,
    es: `${listed(names, 'y')} ${several ? 'explican' : 'explica'} el ${percent} % de la ${direction === 'down' ? 'caída' : 'subida'}.`,
  };
}

function listed(names: readonly string[], and: string): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} ${and} ${last}`;
}
