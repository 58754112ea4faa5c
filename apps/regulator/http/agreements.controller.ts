import { decideProposal, propose, readProposals, type Unfit } from '#libs/adapters-postgres';
import {
  type AgreementProposal,
  type AgreementProposalView,
  DecideAgreementBody,
  ProposeAgreementBody,
  SyncoError,
  type UnitAgreements,
} from '#libs/contracts';
import { actsOnProposal, type Organisation, partiesOf, refusalOf, type Mandated, mayDo } from '#libs/organisation';
import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import { PARTS, type Parts } from '../parts.js';
import { organisationInForce, unitNamed, uuidOr } from './known.js';
import { lookedAt } from '../access/looks.js';
import { allow, type Asking, Asks, requireViewer } from '../access/asking.js';

const states = { accept: 'accepted', decline: 'declined', withdraw: 'withdrawn' } as const;
type DecideBody = z.infer<typeof DecideAgreementBody>;

const proposalId = uuidOr('proposal-unknown');

@Controller('api')
export class AgreementsController {
  constructor(@Inject(PARTS) private readonly parts: Parts) {}

  /** Agreements are for everybody to read; what was proposed, for the unit and the level above it. */
  @Get('units/:id/agreements')
  async list(@Param('id') id: string, @Asks() asking: Asking): Promise<UnitAgreements> {
    const organisation = await organisationInForce(this.parts);
    const viewer = requireViewer(organisation, asking);
    const unit = await lookedAt(this.parts, organisation, viewer, { id, what: 'agreements' });
    const concerned = partiesOf(organisation, unit.id).includes(viewer.unit);
    const proposals = concerned ? await readProposals(this.parts.database.pool, unit.id) : [];
    const above = organisation.pathUp(unit.id).slice(1);
    return {
      unit: unit.id,
      own: [...organisation.agreementsOf(unit.id)],
      inherited: above.flatMap((one) => organisation.agreementsOf(one.id)),
      proposals: proposals.map((proposal) => viewOf(organisation, viewer, proposal)),
      mayPropose: concerned && mayDo(organisation, viewer, 'agree', unit.id),
    };
  }

  /** Proposes an agreement to the other party; a unit on top of all agrees with itself. */
  @Post('units/:id/agreements')
  async propose(
    @Param('id') id: string,
    @Body({ schema: ProposeAgreementBody }) { id: proposal, note, ...terms }: z.infer<typeof ProposeAgreementBody>,
    @Asks() asking: Asking,
  ): Promise<AgreementProposalView> {
    const organisation = await organisationInForce(this.parts);
    const viewer = requireViewer(organisation, asking);
    const unit = unitNamed(organisation, viewer, id).id;
    const parties = partiesOf(organisation, unit);
    if (!parties.includes(viewer.unit))
      throw new SyncoError('not-allowed', `"${viewer.unit}" is neither "${unit}" nor the level above it.`);
    allow(organisation, viewer, 'agree', unit);
    const proposed = { by: viewer.name, unit: viewer.unit, at: this.parts.now(), note: note ?? null };
    const made = { id: proposal, unit, terms, state: 'proposed', proposed, decided: null, version: null } as const;
    return this.#answer(organisation, viewer, await propose(this.parts.database, made, parties.length === 1));
  }

  @Post('agreements/:id/accept')
  @HttpCode(200)
  accept(
    @Param('id', proposalId) id: string,
    @Body({ schema: DecideAgreementBody.default({}) }) body: DecideBody,
    @Asks() asking: Asking,
  ) {
    return this.#decide(id, asking, 'accept', body);
  }

  @Post('agreements/:id/decline')
  @HttpCode(200)
  decline(
    @Param('id', proposalId) id: string,
    @Body({ schema: DecideAgreementBody.default({}) }) body: DecideBody,
    @Asks() asking: Asking,
  ) {
    return this.#decide(id, asking, 'decline', body);
  }

  @Post('agreements/:id/withdraw')
  @HttpCode(200)
  withdraw(
    @Param('id', proposalId) id: string,
    @Body({ schema: DecideAgreementBody.default({}) }) body: DecideBody,
    @Asks() asking: Asking,
  ) {
    return this.#decide(id, asking, 'withdraw', body);
  }

  async #decide(id: string, asking: Asking, act: keyof typeof states, { note }: DecideBody) {
    const organisation = await organisationInForce(this.parts);
    const viewer = requireViewer(organisation, asking);
    const decided = { by: viewer.name, unit: viewer.unit, at: this.parts.now(), note: note ?? null };
    const outcome = await decideProposal(this.parts.database, id, (proposal) =>
      isSo(proposal, states[act], decided)
        ? proposal
        : (refusalOf(organisation, viewer, proposal, act) ?? { ...proposal, state: states[act], decided }),
    );
    return this.#answer(organisation, viewer, outcome);
  }

  #answer(organisation: Organisation, viewer: Mandated, outcome: AgreementProposal | Unfit): AgreementProposalView {
    if ('code' in outcome) throw new SyncoError(outcome.code, outcome.message, outcome.errors);
    this.parts.committed.call();
    return viewOf(organisation, viewer, outcome);
  }
}

function viewOf(organisation: Organisation, viewer: Mandated, proposal: AgreementProposal): AgreementProposalView {
  return { ...proposal, may: actsOnProposal(organisation, viewer, proposal) };
}

/** Whether the same has decided the same already: sent again, because the answer was lost. */
function isSo(
  { state, decided }: AgreementProposal,
  wanted: string,
  { by, unit }: { by: string; unit: string },
): boolean {
  return state === wanted && decided?.by === by && decided.unit === unit;
}
