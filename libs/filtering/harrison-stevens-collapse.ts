import { explanations, type Four, four } from './harrison-stevens-model.js';
import type { Component } from './harrison-stevens-state.js';
import { logSum } from './student.js';

/** All pairs (before i, now j). */
export type Pairs = Four<Four<Component>>;

export interface Collapsed {
  components: Four<Component>;
  /** P(M_t = j | D_t), and its logs, which do not vanish. */
  now: Four<number>;
  logNow: Four<number>;
  /** One step back: P(M_{t−1} = i | D_t) = Σ_j p_ij. */
  back: Four<number>;
}

/** Sixteen pairs to four components, one for each explanation of the newest value; `floor` is the least scale S. */
export function collapse(pairs: Pairs, floor: number): Collapsed {
  const columns = four((j) => explanations.map((i) => pairs[i][j]));
  const rows = four((i) => logSum(explanations.map((j) => pairs[i][j].logP)));
  const total = logSum(explanations.map((i) => rows[i]));
  const components = four((j) => merge(columns[j], total, floor));
  const logNow = four((j) => components[j].logP);
  return { components, logNow, now: normalised(logNow), back: normalised(rows) };
}

/** Probabilities from logs, adding up to 1. */
export function normalised(logs: Four<number>): Four<number> {
  const total = logSum(explanations.map((i) => logs[i]));
  return four((i) => Math.exp(logs[i] - total));
}

/** n_j = Σ p_i n_i · 1/S_j = Σ p_i/S_i · w_i ∝ p_i/S_i · m_j = Σ w_i m_i · C_j = Σ w_i [C_i + (m_i − m_j)(m_i − m_j)']. */
function merge(parts: readonly Component[], total: number, floor: number): Component {
  const log = logSum(parts.map((part) => part.logP));
  const shares = parts.map((part) => ({ part, p: Math.exp(part.logP - log) }));
  const S = 1 / sum(shares, ({ part, p }) => p / part.S);
  const mu = sum(shares, ({ part, p }) => ((p * S) / part.S) * part.mu);
  const beta = sum(shares, ({ part, p }) => ((p * S) / part.S) * part.beta);
  return {
    logP: log - total,
    mu,
    beta,
    c11: sum(shares, ({ part, p }) => p * (part.c11 + (part.mu - mu) ** 2 / part.S)),
    c12: sum(shares, ({ part, p }) => p * (part.c12 + ((part.mu - mu) * (part.beta - beta)) / part.S)),
    c22: sum(shares, ({ part, p }) => p * (part.c22 + (part.beta - beta) ** 2 / part.S)),
    n: sum(shares, ({ part, p }) => p * part.n),
    S: Math.max(S, floor),
  };
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
