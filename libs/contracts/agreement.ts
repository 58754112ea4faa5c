import { z } from 'zod';
import { Duration, Instant, ShortName, UnitId, Words } from './names.js';
import { Agreement } from './organisation.js';

/** What is to be agreed for a unit; `dealWithin` null ends what has been agreed about the same matter. */
export const AgreementTerms = Agreement.omit({ unit: true }).extend({ dealWithin: Duration.nullable() });
export type AgreementTerms = z.infer<typeof AgreementTerms>;

/** What the unit or the level above it proposes to the other; `id` is made by the sender and kept over retries. */
export const ProposeAgreementBody = AgreementTerms.extend({ id: z.uuid(), note: Words.optional() });
export const DecideAgreementBody = z.strictObject({ note: Words.optional() });

const said = z.object({ by: ShortName, unit: UnitId, at: Instant, note: Words.nullable() });

/** A proposal and what became of it; `version` is the organisation's from which on it holds. */
export const AgreementProposal = z.object({
  id: z.uuid(),
  unit: UnitId,
  terms: AgreementTerms,
  state: z.enum(['proposed', 'accepted', 'declined', 'withdrawn']),
  proposed: said,
  decided: said.nullable(),
  version: z.int().nullable(),
});
export type AgreementProposal = z.infer<typeof AgreementProposal>;

/** A proposal with what the viewer may do with it now. */
export const AgreementProposalView = AgreementProposal.extend({
  may: z.object({ decide: z.boolean(), withdraw: z.boolean() }),
});
export type AgreementProposalView = z.infer<typeof AgreementProposalView>;

/** What has been agreed for a unit, what holds for it from above where it has nothing of its own, and all that was proposed, newest first. */
export const UnitAgreements = z.object({
  unit: UnitId,
  own: z.array(Agreement),
  inherited: z.array(Agreement),
  proposals: z.array(AgreementProposalView),
  mayPropose: z.boolean(),
});
export type UnitAgreements = z.infer<typeof UnitAgreements>;
