import type { DeviationStatus, Sensitivity } from '#libs/contracts';
import { type Collapsed, normalised } from './collapse.js';
import { each, type Explanation, explanations, type Four, list } from './model.js';
import { explain, type Seen } from './pair.js';
import type { Component, FilterState, Occasion, OpenEvent } from './state.js';
import { logSum } from './student.js';

/** An event is raised where the probability that a row was steady falls below this, at once or in the light of what followed. */
const oddBelow: Record<Sensitivity, number> = { calm: 0.1, normal: 0.3, sensitive: 0.5 };
/** A row less probably steady than this is watched, and nothing told, for as many values. */
const watchedBelow = 0.8;
const watchedFor = 3;
/** An explanation this probable is settled; after so many values the best one is. */
const settledAbove = 0.8;
const settledAfter = 2;
/** Until then a kind is named if it leads with this probability. */
const revisedAbove = 0.6;
/** At the first odd value transient and step look alike: there a kind is named only if it is this probable. */
const namedAbove = 0.9;

/** What a row has to tell of an event. */
export interface News {
  status: DeviationStatus;
  probability: number;
  event: OpenEvent;
}

/** What becomes of the event and what is told. */
export interface Followed {
  event: OpenEvent | null;
  news: News | null;
}

/** A row as the filter has just digested it. */
export interface Row {
  occasion: Occasion;
  seen: Seen;
  collapsed: Collapsed;
}

/** Follows an open event by one value, or looks whether one begins at this row. */
export function follow(state: FilterState, row: Row): Followed {
  const odd = oddBelow[state.settings.sensitivity];
  if (!state.event) return detect(row, odd);
  const event = hear(state.event, row.seen);
  return event.told ? judge(event) : watch(event, row, odd);
}

function detect({ occasion, collapsed }: Row, odd: number): Followed {
  if (collapsed.now.steady >= watchedBelow) return { event: null, news: null };
  const begun: OpenEvent = { occasion, kind: 'unclear', witnesses: collapsed.components, heard: 0, told: false };
  return collapsed.now.steady < odd ? raise(begun) : { event: begun, news: null };
}

function watch(event: OpenEvent, row: Row, odd: number): Followed {
  if (probabilities(event.witnesses).steady < odd) return raise(event);
  if (row.collapsed.now.steady < odd || event.heard >= watchedFor) return detect(row, odd);
  return { event, news: null };
}

function raise(begun: OpenEvent): Followed {
  const p = probabilities(begun.witnesses);
  const best = bestOf(p);
  const sure = p[best] > (begun.heard === 0 ? namedAbove : revisedAbove);
  const kind = best !== 'steady' && sure ? best : 'unclear';
  const event: OpenEvent = { ...begun, kind, told: true };
  return { event, news: { status: 'raised', probability: 1 - p.steady, event } };
}

function judge(event: OpenEvent): Followed {
  const p = probabilities(event.witnesses);
  const best = bestOf(p);
  const probability = p[best];
  const named = best === 'steady' ? event : { ...event, kind: best };
  if (probability > settledAbove || event.heard >= settledAfter) {
    return { event: null, news: { status: best === 'steady' ? 'withdrawn' : 'settled', probability, event: named } };
  }
  if (named.kind === event.kind || probability <= revisedAbove) return { event, news: null };
  return { event: named, news: { status: 'revised', probability, event: named } };
}

/**
 * One more value for the witnesses. After the first, their probabilities are those of one step back, P(M_{t−1} = i | D_t) =
 * Σ_j p_ij; further values then speak for or against each of them without their having been melted into one.
 */
function hear(event: OpenEvent, seen: Seen): OpenEvent {
  return {
    ...event,
    heard: event.heard + 1,
    witnesses: each(event.witnesses, (witness) => testimony(explain(witness, seen))),
  };
}

/** How well a witness foresaw the value, whatever explains it, and what it believes if the value was a steady one. */
function testimony(continuations: Four<Component>): Component {
  return { ...continuations.steady, logP: logSum(list(continuations).map(({ logP }) => logP)) };
}

function probabilities(witnesses: Four<Component>): Four<number> {
  return normalised(each(witnesses, ({ logP }) => logP));
}

function bestOf(p: Four<number>): Explanation {
  return explanations.reduce((best, i) => (p[i] > p[best] ? i : best));
}
