import { z } from 'zod';
import { AnswerKind, Sign } from './alert-about.js';
import { IndicatorId, Instant, IsoDate, MessageId, UnitId, Words } from './names.js';

export const AcknowledgeBody = z.strictObject({ until: Instant, note: Words.optional() });
/** `of`: of a notice or an agreement, the id of that which the answering unit has declared or proposed already. */
export const AnswerBody = z.strictObject({ answer: AnswerKind, text: Words, of: MessageId.optional() });
export const ResolveBody = z.strictObject({ cause: Words, remedy: Words, reviewOn: IsoDate.optional() });
/**
 * A cord: an alert by hand, pain or pleasure. `id` is made by the sender and kept over retries; `to` is a unit above, left out: one's
 * own. `anonymous`: the unit is known, the person is not stored.
 */
export const CordBody = z.strictObject({
  id: z.uuid(),
  sign: Sign,
  text: Words,
  to: UnitId.optional(),
  indicator: IndicatorId.optional(),
  anonymous: z.boolean().default(false),
});
/** Which answer has arrived: the sequence of its event. */
export const ConfirmBody = z.strictObject({ answer: z.int().positive() });
export const AskTimeBody = z.strictObject({ until: Instant, note: Words.optional() });
export const ExtendBody = z.strictObject({ until: Instant, note: Words.optional() });
export const ShareBody = z.strictObject({ with: z.array(UnitId).min(1).max(200), note: Words });
export const AskHelpBody = z.strictObject({ note: Words.optional() });
