import { each, type Four, list } from './model.js';
import type { Component } from './state.js';
import { logSum } from './student.js';

/** All pairs (before i, now j). */
export type Pairs = Four<Four<Component>>;

export interface Collapsed {
  components: Four<Component>;
  /** P(M_t = j | D_t), and its logs, which do not vanish. */
  now: Four<number>;
  logNow: Four<number>;
}

/** Sixteen pairs to four components, one for each explanation of the newest value; `floor` is the least scale S. */
export function collapse(pairs: Pairs, floor: number): Collapsed {
  const columns = transposed(pairs);
  const total = logSum(list(each(columns, (column) => logSum(column.map(({ logP }) => logP)))));
  const components = each(columns, (column) => merge(column, total, floor));
  const logNow = each(components, ({ logP }) => logP);
  return { components, logNow, now: normalised(logNow) };
}

/** For each explanation j of the newest value, the pairs that end in it. */
function transposed(pairs: Pairs): Four<Component[]> {
  const rows = list(pairs);
  return {
    steady: rows.map((row) => row.steady),
    transient: rows.map((row) => row.transient),
    step: rows.map((row) => row.step),
    slope: rows.map((row) => row.slope),
  };
}

/** Probabilities from logs, adding up to 1. */
export function normalised(logs: Four<number>): Four<number> {
  const total = logSum(list(logs));
  return each(logs, (log) => Math.exp(log - total));
}

/** n_j = Σ p_i n_i · 1/S_j = Σ p_i/S_i · w_i ∝ p_i/S_i · m_j = Σ w_i m_i · C_j = Σ w_i [C_i + (m_i − m_j)(m_i − m_j)']. */
function merge(parts: readonly Component[], total: number, floor: number): Component {
  const logP = logSum(parts.map((part) => part.logP));
  const sum = { precision: 0, mu: 0, beta: 0, c11: 0, c12: 0, c22: 0, n: 0 };
  for (const part of parts) {
    const p = Math.exp(part.logP - logP);
    sum.precision += p / part.S;
    sum.mu += (p / part.S) * part.mu;
    sum.beta += (p / part.S) * part.beta;
    sum.n += p * part.n;
  }
  const mu = sum.mu / sum.precision;
  const beta = sum.beta / sum.precision;
  for (const part of parts) {
    const p = Math.exp(part.logP - logP);
    sum.c11 += p * (part.c11 + (part.mu - mu) ** 2 / part.S);
    sum.c12 += p * (part.c12 + ((part.mu - mu) * (part.beta - beta)) / part.S);
    sum.c22 += p * (part.c22 + (part.beta - beta) ** 2 / part.S);
  }
  const { c11, c12, c22, n } = sum;
  return { logP: logP - total, mu, beta, c11, c12, c22, n, S: Math.max(1 / sum.precision, floor) };
}
