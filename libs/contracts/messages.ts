import { z } from 'zod';
import { Sign } from './alert-about.js';
import { AlertEvent } from './alert.js';
import { IndicatorId, UnitId } from './names.js';

/**
 * "Make this period of the parent's indicator again": `settle` once its due time and grace have passed. `assess`, of any indicator:
 * what the filter said from this period on rests on what is no longer true, and is to be said again.
 */
export const RollUp = z.object({
  id: z.string(),
  indicator: IndicatorId,
  period: z.string(),
  settle: z.boolean(),
  assess: z.literal(true).optional(),
  replay: z.uuid().optional(),
});
export type RollUp = z.infer<typeof RollUp>;

/** What one unit hears of an alert. (alert, sequence) tells a repetition from news. */
export const Dispatch = z.object({
  id: z.string(),
  to: UnitId,
  /**
   * own: the unit's own figures · up: it climbed to this unit · down: an answer or an end reaches a unit on the path · sideways: good
   * news was shared with this unit.
   */
  direction: z.enum(['own', 'up', 'down', 'sideways']),
  indicator: IndicatorId.nullable(),
  sign: Sign,
  event: AlertEvent,
});
export type Dispatch = z.infer<typeof Dispatch>;

/** A line of the change feed: what a live page must draw again. */
export const Change = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('figures'), indicator: IndicatorId, unit: UnitId, from: z.string(), to: z.string() }),
  z.object({
    kind: z.literal('alert'),
    alert: z.string(),
    sequence: z.int(),
    indicator: IndicatorId.nullable(),
    reached: z.array(UnitId),
  }),
  z.object({ kind: z.literal('organisation'), version: z.int() }),
  z.object({ kind: z.literal('agreement'), unit: UnitId }),
  z.object({ kind: z.literal('people'), unit: UnitId }),
  z.object({ kind: z.literal('notice'), notice: z.string(), sequence: z.int(), unit: UnitId }),
  z.object({
    kind: z.literal('replay'),
    replay: z.string(),
    at: z.string(),
    done: z.int(),
    total: z.int(),
    over: z.boolean(),
  }),
]);
export type Change = z.infer<typeof Change>;
