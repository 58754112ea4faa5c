import type { DeviationStatus, Sensitivity } from '#libs/contracts';
import type { Change } from './hypotheses.js';
import type { Told } from './state.js';

/** What is told: of what, in which status, how probable. */
export interface News {
  told: Told;
  status: DeviationStatus;
  probability: number;
}

/** How things stand after a value: the probabilities of changes that began before its row, and the likelier kind. */
export interface Now {
  period: number;
  sensitivity: Sensitivity;
  step: number;
  slope: number;
  event: number;
  kind: Change;
}
