import type { DeviationKind, DeviationStatus, Sensitivity } from '#libs/contracts';
import { type Collapsed, normalised, type Pairs } from './harrison-stevens-collapse.js';
import { type Explanation, explanations, type Four, four } from './harrison-stevens-model.js';
import { explain, type Seen } from './harrison-stevens-pair.js';
import type { Component, FilterState, Occasion, OpenEvent } from './harrison-stevens-state.js';
import { logSum } from './student.js';

/** An event is raised where the probability that a row was steady falls below this. */
const oddBelow: Record<Sensitivity, number> = { calm: 0.1, normal: 0.3, sensitive: 0.5 };
/** One row later an explanation this probable is settled; otherwise one more row is awaited, then the best is taken. */
const settledAbove = 0.8;
/** Until then a kind is named in between if it leads with this probability. */
const revisedAbove = 0.6;
/** At the first odd value transient and step look alike; a kind is named only if it is this probable. */
const namedAbove = 0.9;
const rowsToSettle = 2;

/** What a row has to tell of an event. */
export interface News {
  status: DeviationStatus;
  kind: DeviationKind;
  probability: number;
  occasion: Occasion;
  /** What the onset's explanations have come to, for the size. */
  witnesses: Four<Component>;
}

/** What becomes of the event and what is told; `settledIn` as in the state. */
export interface Followed {
  event: OpenEvent | null;
  news: News | null;
  settledIn: number;
}

/** A row as the filter has just digested it. */
export interface Row {
  occasion: Occasion;
  seen: Seen;
  pairs: Pairs;
  collapsed: Collapsed;
}

/** Follows an open event by one value, or looks whether one begins at this row or has begun at the row before. */
export function follow(state: FilterState, row: Row): Followed {
  return state.event ? judge(state, state.event, row) : detect(state, row);
}

function detect(state: FilterState, { occasion, pairs, collapsed }: Row): Followed {
  const odd = oddBelow[state.settings.sensitivity];
  if (collapsed.now.steady < odd) return raise(state, { occasion, witnesses: collapsed.components, heard: 0 });
  const { previous } = state;
  if (!previous || previous.period <= state.settledIn || collapsed.back.steady >= odd) return still(state, null);
  return raise(state, { occasion: previous, witnesses: four((i) => testimony(pairs[i])), heard: 1 });
}

function raise(state: FilterState, begun: Omit<OpenEvent, 'kind'>): Followed {
  const p = probabilities(begun.witnesses);
  const best = bestOf(p);
  const kind = best !== 'steady' && p[best] > namedAbove ? best : 'unclear';
  return still(state, { ...begun, kind }, news('raised', { ...begun, kind }, 1 - p.steady));
}

function judge(state: FilterState, event: OpenEvent, { occasion, seen }: Row): Followed {
  const witnesses = four((i) => testimony(explain(event.witnesses[i], seen)));
  const heard = event.heard + 1;
  const p = probabilities(witnesses);
  const best = bestOf(p);
  if (p[best] > settledAbove || heard >= rowsToSettle) {
    const ended = { ...event, witnesses, heard, kind: best === 'steady' ? event.kind : best };
    const told = news(best === 'steady' ? 'withdrawn' : 'settled', ended, p[best]);
    return { event: null, news: told, settledIn: occasion.period };
  }
  const revised = best !== 'steady' && best !== event.kind && p[best] > revisedAbove;
  const open = { ...event, witnesses, heard, kind: revised ? best : event.kind };
  return still(state, open, revised ? news('revised', open, p[best]) : null);
}

function still(state: FilterState, event: OpenEvent | null, told: News | null = null): Followed {
  return { event, news: told, settledIn: state.settledIn };
}

function news(status: DeviationStatus, { kind, occasion, witnesses }: OpenEvent, probability: number): News {
  return { status, kind, probability, occasion, witnesses };
}

/** How well a witness foresaw the value, whatever explains it, and what it believes if the value was a steady one. */
function testimony(continuations: Four<Component>): Component {
  return { ...continuations.steady, logP: logSum(explanations.map((j) => continuations[j].logP)) };
}

function probabilities(witnesses: Four<Component>): Four<number> {
  return normalised(four((i) => witnesses[i].logP));
}

function bestOf(p: Four<number>): Explanation {
  return explanations.reduce((best, i) => (p[i] > p[best] ? i : best));
}
