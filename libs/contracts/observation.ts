import { z } from 'zod';
import { IndicatorId, Instant, MessageId, Quantity, ShortName, Words } from './names.js';

export const maxBatch = 5000;

const about = {
  indicator: IndicatorId,
  /** The period that the figure is about, named in the unit's own calendar. Exactly one of `period` and `at` is given. */
  period: z.string().max(40).optional(),
  /** An instant within the period; mapped to the period by the indicator's cadence and the unit's time zone. */
  at: Instant.optional(),
  value: Quantity,
  /** For a fraction: of how many. */
  n: z.int32().positive().optional(),
  note: Words.optional(),
  /** Who posted it. Seen inside the unit only. */
  by: ShortName.optional(),
};

/** A figure as somebody posts it. Without an `id` one is given, but then a retry cannot be told from a correction. */
export const PostedObservation = z.strictObject({ id: MessageId.optional(), ...about, postedAt: Instant.optional() });
export type PostedObservation = z.infer<typeof PostedObservation>;

/** A figure as it travels on the bus, topic `synco.observations`, keyed by indicator. */
export const Observation = z.strictObject({
  id: MessageId,
  ...about,
  postedAt: Instant,
  /** Set while history is replayed: the id of the open replay whose time is now. */
  replay: z.uuid().optional(),
  /** The import that it came with, if any. */
  import: z.uuid().optional(),
});
export type Observation = z.infer<typeof Observation>;

/**
 * One observation or a batch of 1…5 000; items are checked one by one, so that one bad item refuses itself only. `import` names the
 * import that they belong to, as it was announced.
 */
export const PostedBatch = z.strictObject({
  observations: z.array(z.unknown()).min(1).max(maxBatch),
  import: z.uuid().optional(),
});
export type PostedBatch = z.infer<typeof PostedBatch>;

export const RefusedItem = z.object({ index: z.int(), code: z.string(), message: z.string() });
export const Accepted = z.object({
  /** One a given item, in order; null where the item was refused. */
  ids: z.array(z.string().nullable()),
  refused: z.array(RefusedItem),
});
export type Accepted = z.infer<typeof Accepted>;
