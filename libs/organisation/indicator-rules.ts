import { type Indicator, same } from '#libs/contracts';
import { circlesOf, circleText } from './circles.js';
import type { Draft, Entry, Tell } from './draft.js';
import { checkLength } from './length.js';
import { checkInto } from './into-rules.js';
import { tellRepeated } from './repeated.js';

/** Indicators: each id once, units that exist, shifts in order, dated values once a date, and sound links to others. */
export function checkIndicators(draft: Draft, tell: Tell): void {
  tellRepeated(draft.indicators, 'indicators', tell);
  for (const entry of draft.indicators) {
    const { at, item: indicator } = entry;
    const path = `indicators[${at}]`;
    if (!draft.unitById.has(indicator.unit) && !draft.unreadable.has(indicator.unit)) {
      tell(`${path}.unit`, `there is no unit "${indicator.unit}"; add it, or name the unit as it is spelt`);
    }
    checkShifts(entry, tell);
    checkDates(entry, tell);
    checkInto(draft, entry, tell);
    checkWeight(draft, entry, tell);
    checkExpected(entry, tell);
    if (indicator.rollUp?.grace !== undefined) checkLength(`${path}.rollUp.grace`, indicator.rollUp.grace, tell);
  }
  checkWeightCircles(draft, tell);
}

function checkExpected({ at, item: { expected, rollUp } }: Entry<Indicator>, tell: Tell): void {
  if (expected === undefined || expected === 'never') return;
  const path = `indicators[${at}].expected`;
  checkLength(`${path}.grace`, expected.grace, tell);
  if (rollUp) tell(path, 'reports are expected of what is posted; leave it out where the parts are rolled up');
}

function checkShifts({ at, item: { cadence } }: Entry<Indicator>, tell: Tell): void {
  if (typeof cadence !== 'object' || !('shifts' in cadence)) return;
  const { shifts } = cadence;
  if (shifts.some((start, index) => index > 0 && start <= (shifts[index - 1] ?? ''))) {
    tell(`indicators[${at}].cadence.shifts`, 'list the starts of the shifts in the order of the clock, each once');
  }
}

function checkDates({ at, item }: Entry<Indicator>, tell: Tell): void {
  const lists: [string, readonly { from: string }[]][] = [
    ['capability', item.capability],
    ['potentiality', item.potentiality],
    ...item.references.map((line, index): [string, typeof line.values] => [`references[${index}].values`, line.values]),
  ];
  for (const [name, values] of lists) {
    const dates = new Set<string>();
    for (const [index, { from }] of values.entries()) {
      if (dates.has(from)) {
        tell(`indicators[${at}].${name}[${index}].from`, `there is a value from ${from} already; keep one a date`);
      }
      dates.add(from);
    }
  }
}

function checkWeight(draft: Draft, { at, item: indicator }: Entry<Indicator>, tell: Tell): void {
  if (typeof indicator.weight !== 'object') return;
  const path = `indicators[${at}].weight.indicator`;
  const id = indicator.weight.indicator;
  const weight = draft.indicatorById.get(id)?.item;
  if (id === indicator.id) {
    tell(path, `"${id}" cannot be its own weight; name another indicator or a number`);
  } else if (!weight) {
    if (!draft.unreadable.has(id)) tell(path, `there is no indicator "${id}"; add it, or give the weight as a number`);
  } else if (weight.unit !== indicator.unit) {
    tell(path, `"${id}" belongs to the unit "${weight.unit}"; a weight must be of the same unit, "${indicator.unit}"`);
  } else if (!same(weight.cadence, indicator.cadence)) {
    tell(path, `"${id}" has another cadence; a weight must have a figure for each period of "${indicator.id}"`);
  }
}

function checkWeightCircles(draft: Draft, tell: Tell): void {
  const next = (id: string) => {
    const weight = draft.indicatorById.get(id)?.item.weight;
    return typeof weight === 'object' && weight.indicator !== id ? weight.indicator : null;
  };
  for (const circle of circlesOf(draft.indicatorById.keys(), next)) {
    const at = draft.indicatorById.get(circle[0] ?? '')?.at;
    tell(`indicators[${at}].weight.indicator`, `weights go in a circle: ${circleText(circle)}; give one as a number`);
  }
}
