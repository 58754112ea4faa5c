import {
  accountById,
  castBallot,
  endMandate,
  holdGoing,
  looksAt,
  mandateById,
  mandatesOfUnit,
  openVote,
  voteById,
  votesOfUnit,
} from '#libs/adapters-postgres';
import {
  BallotBody,
  type InvitationLink,
  type LookList,
  type Mandate,
  ProposeVoteBody,
  type Refusal,
  SyncoError,
  type UnitPeople,
  type Vote,
  type VoteView,
} from '#libs/contracts';
import {
  closingTime,
  holds,
  isOver,
  type Organisation,
  type Mandated,
  mayDo,
  voteSettingsOf,
} from '#libs/organisation';
import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import { allow, type Asking, Asks, requireViewer } from '../access/asking.js';
import { electorate, entitledIn } from '../access/electorate.js';
import { inviteBy } from '../access/invite.js';
import { requireSuccessor } from '../access/leave.js';
import { PARTS, type Parts } from '../parts.js';
import { organisationInForce, unitNamed } from './known.js';

interface Inside {
  organisation: Organisation;
  viewer: Mandated;
  unit: string;
  voters: string[];
  /** Whether the viewer votes on its mandates. */
  entitled: boolean;
}

/** A unit's people: who speaks for it, and its votes on that. Both are for the unit itself. */
@Controller('api')
export class PeopleController {
  constructor(@Inject(PARTS) private readonly parts: Parts) {}

  @Get('units/:id/people')
  async list(@Param('id') id: string, @Asks() asking: Asking): Promise<UnitPeople> {
    const { organisation, viewer, unit, entitled } = await this.#inside(id, asking);
    const mandates = await mandatesOfUnit(this.parts.database.pool, unit);
    const votes = await votesOfUnit(this.parts.database.pool, unit);
    const takesPartIn = await entitledIn(this.parts, organisation, votes, { ...viewer, now: asking.now });
    return {
      unit,
      mandates: mandates.map((mandate) => ({ ...mandate, active: holds(mandate, asking.now) })),
      votes: await Promise.all(votes.map((vote) => this.#view(vote, takesPartIn.has(vote.id)))),
      mayPropose: entitled,
    };
  }

  /** Who has looked at the unit from outside: for the unit itself. */
  @Get('units/:id/looks')
  async looks(@Param('id') id: string, @Asks() asking: Asking): Promise<LookList> {
    const organisation = await organisationInForce(this.parts);
    const viewer = requireViewer(organisation, asking);
    const unit = unitNamed(organisation, viewer, id).id;
    allow(organisation, viewer, 'vote', unit);
    return { looks: await looksAt(this.parts.database.pool, unit) };
  }

  /** Whoever is entitled to vote proposes; and has voted for it with that. */
  @Post('units/:id/votes')
  async propose(
    @Param('id') id: string,
    @Body({ schema: ProposeVoteBody }) { id: vote, motion, note }: z.infer<typeof ProposeVoteBody>,
    @Asks() asking: Asking,
  ): Promise<VoteView> {
    const { organisation, viewer, unit, voters, entitled } = await this.#inside(id, asking);
    if (viewer.account === null || !entitled)
      throw new SyncoError('not-allowed', `Those who vote on the mandates of "${unit}" are others.`);
    await this.#checkMotion(unit, motion, asking.now);
    const settings = voteSettingsOf(organisation, unit);
    const opened: Vote = {
      id: vote,
      unit,
      motion,
      note: note ?? null,
      proposedBy: { id: viewer.account, name: viewer.name },
      openedAt: asking.now,
      closesAt: closingTime(settings, asking.now),
      rules: { quorum: settings.quorum, share: settings.share },
      electorate: voters,
      state: 'open',
      decidedAt: null,
      yes: 0,
      no: 0,
    };
    return this.#answer(await openVote(this.parts.database, opened, asking.now));
  }

  @Post('votes/:id/ballot')
  @HttpCode(200)
  async ballot(
    @Param('id') id: string,
    @Body({ schema: BallotBody }) { choice }: z.infer<typeof BallotBody>,
    @Asks() asking: Asking,
  ): Promise<VoteView> {
    const { entitled, account } = await this.#voteOf(id, asking);
    if (!entitled || account === null)
      throw new SyncoError('not-allowed', 'Those vote who were entitled when it was opened, and are so still.');
    return this.#answer(await castBallot(this.parts.database, id, { account, choice, now: asking.now }));
  }

  /** Hands back one's own mandate: it ends now. */
  @Post('mandates/:id/hand-back')
  @HttpCode(200)
  async handBack(@Param('id') id: string, @Asks() { who, now }: Asking): Promise<Mandate> {
    const own = who.kind === 'person' && who.mandates.find((mandate) => mandate.id === id);
    if (!own)
      throw new SyncoError('not-allowed', 'Only one’s own mandate can be handed back; others are recalled by a vote.');
    await this.parts.database.transaction(async (client) => {
      await holdGoing(client);
      await requireSuccessor(client, this.parts, [own]);
      await endMandate(client, own, now);
    });
    this.parts.committed.call();
    return (await mandateById(this.parts.database.pool, id)) ?? own;
  }

  /** A new link for whom a vote has given a mandate and who has not come in yet: for those who voted, to be handed over. */
  @Post('votes/:id/link')
  @HttpCode(200)
  async link(@Param('id') id: string, @Asks() asking: Asking): Promise<InvitationLink> {
    const { vote, entitled } = await this.#voteOf(id, asking);
    if (!entitled) throw new SyncoError('not-allowed', 'Only those who vote hand over the link.');
    return inviteBy(this.parts, vote, asking.now);
  }

  /** A vote as those who take part, and those in the unit, know it. */
  async #voteOf(id: string, asking: Asking): Promise<{ vote: Vote; entitled: boolean; account: string | null }> {
    const organisation = await organisationInForce(this.parts);
    const viewer = requireViewer(organisation, asking);
    const vote = /^[\da-f-]{36}$/.test(id) ? await voteById(this.parts.database.pool, id) : null;
    const { account } = viewer;
    const entitled =
      vote !== null && (await entitledIn(this.parts, organisation, [vote], { account, now: asking.now })).has(id);
    if (vote && (entitled || mayDo(organisation, viewer, 'vote', vote.unit))) return { vote, entitled, account };
    throw new SyncoError('vote-unknown', `There is no vote "${id}" in which ${viewer.name} takes part.`);
  }

  /** A unit's people are for those in it, and for those who vote on them where it has nobody yet. */
  async #inside(id: string, asking: Asking): Promise<Inside> {
    const organisation = await organisationInForce(this.parts);
    const viewer = requireViewer(organisation, asking);
    const unit = unitNamed(organisation, viewer, id).id;
    const voters = await electorate(this.parts, organisation, unit, asking.now);
    const entitled = voters.includes(viewer.account ?? '');
    if (!entitled) allow(organisation, viewer, 'vote', unit);
    return { organisation, viewer, unit, voters, entitled };
  }

  async #checkMotion(unit: string, motion: Vote['motion'], now: string): Promise<void> {
    const { pool } = this.parts.database;
    if (motion.kind === 'recall') {
      const mandate = await mandateById(pool, motion.mandate);
      if (mandate?.unit !== unit || isOver(mandate, now))
        throw new SyncoError('person-unknown', `"${unit}" has no such mandate now.`);
    } else if ('account' in motion.to && (await accountById(pool, motion.to.account))?.left !== false)
      throw new SyncoError('person-unknown', `There is no account "${motion.to.account}".`);
    else if (
      motion.until !== null &&
      Date.parse(motion.until) <= Math.max(Date.parse(now), Date.parse(motion.from ?? now))
    )
      throw new SyncoError('body-malformed', 'The mandate would be over before it begins.');
  }

  /** Whoever has proposed a vote or taken part in it takes part in it. */
  async #answer(outcome: Vote | Refusal): Promise<VoteView> {
    if ('code' in outcome) throw new SyncoError(outcome.code, outcome.message);
    this.parts.committed.call();
    return this.#view(outcome, true);
  }

  async #view({ electorate: { length: entitled }, ...vote }: Vote, takesPart: boolean): Promise<VoteView> {
    const mayVote = takesPart && vote.state === 'open';
    const mayInvite = takesPart && vote.state === 'passed' && vote.motion.kind === 'give';
    return { ...vote, entitled, mayVote, mayInvite, ...(await this.#concerned(vote.motion)) };
  }

  async #concerned(motion: Vote['motion']): Promise<Pick<VoteView, 'about' | 'role'>> {
    const { pool } = this.parts.database;
    if (motion.kind === 'recall') {
      const mandate = await mandateById(pool, motion.mandate);
      return { about: mandate?.person ?? { id: null, name: '?' }, role: mandate?.role ?? 'member' };
    }
    if (!('account' in motion.to)) return { about: { id: null, name: motion.to.name }, role: motion.role };
    const account = await accountById(pool, motion.to.account);
    return { about: { id: motion.to.account, name: account?.name ?? '?' }, role: motion.role };
  }
}
