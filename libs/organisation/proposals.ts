import type { Agreement, AgreementProposal, AgreementTerms, OrganisationDocument, Refusal } from '#libs/contracts';
import { agreementKey, type Organisation } from './organise.js';
import { mayDo } from './mandate/deeds.js';
import type { Mandated } from './viewer.js';

/** Who agrees on a unit's times: the unit and the level above it; a unit on top by itself. */
export function partiesOf(org: Organisation, unitId: string): string[] {
  return org
    .pathUp(unitId)
    .slice(0, 2)
    .map(({ id }) => id);
}

/** What the viewer may do with a proposal now: the other party decides, the one that has proposed withdraws. */
export function actsOnProposal(
  org: Organisation,
  viewer: Mandated,
  { unit, state, proposed }: AgreementProposal,
): { decide: boolean; withdraw: boolean } {
  const concerned =
    state === 'proposed' && partiesOf(org, unit).includes(viewer.unit) && mayDo(org, viewer, 'agree', unit);
  return { decide: concerned && viewer.unit !== proposed.unit, withdraw: concerned && viewer.unit === proposed.unit };
}

/** Why the viewer may not do that with a proposal now; null where they may. */
export function refusalOf(
  org: Organisation,
  viewer: Mandated,
  proposal: AgreementProposal,
  act: 'accept' | 'decline' | 'withdraw',
): Refusal | null {
  if (!partiesOf(org, proposal.unit).includes(viewer.unit))
    return { code: 'proposal-unknown', message: `No proposal "${proposal.id}" is the business of "${viewer.unit}".` };
  if (proposal.state !== 'proposed')
    return { code: 'proposal-decided', message: `The proposal is ${proposal.state} already.` };
  const may = actsOnProposal(org, viewer, proposal);
  if (act === 'withdraw' ? may.withdraw : may.decide) return null;
  const who = act === 'withdraw' ? 'only who has proposed it withdraws it' : 'only the other party decides';
  return { code: 'not-allowed', message: `"${viewer.unit}" cannot ${act} this proposal: ${who}.` };
}

/** The document with what was agreed for a unit: in the place of what had been agreed about the same matter, or without that. */
export function withAgreed(document: OrganisationDocument, unit: string, terms: AgreementTerms): OrganisationDocument {
  const { dealWithin, ...about } = terms;
  const key = agreementKey({ unit, ...about });
  const others = document.agreements.filter((agreed) => agreementKey(agreed) !== key);
  if (dealWithin === null) return { ...document, agreements: others };
  const agreed: Agreement = { unit, ...about, dealWithin };
  return { ...document, agreements: [...others, agreed] };
}
