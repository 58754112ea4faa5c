import { randomUUID } from 'node:crypto';
import { readNotice, readNotices } from '#libs/adapters-postgres';
import {
  ChangeNoticeBody,
  DeclareNoticeBody,
  type Notice,
  type NoticeList,
  type NoticeView,
  type Refusal,
  SyncoError,
} from '#libs/contracts';
import {
  actsOnNotice,
  mayDeclareNotice,
  maySeeNotice,
  unitsConcerning,
  type NoticeCommand,
  type Organisation,
  type Speaker,
  type Mandated,
} from '#libs/organisation';
import { actOnNoticeOnce, declare, type NoticeOutcome } from '#libs/regulation';
import { noticeView } from '#libs/reporting';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { PARTS, type Parts } from '../parts.js';
import { organisationInForce, unitNamed } from './known.js';
import { onceUnder } from './once-under.js';
import { NoticesQuery } from './queries.js';
import { type Asking, Asks, requireViewer } from '../access/asking.js';

type Act = keyof ReturnType<typeof actsOnNotice>;

@Controller('api/notices')
export class NoticesController {
  constructor(@Inject(PARTS) private readonly parts: Parts) {}

  /** Those of the unit, of the units above it, which hold for it too, and of those below and beside it, as far as the viewer may see them. */
  @Get()
  async list(
    @Query({ schema: NoticesQuery }) { unit, from, to }: NoticesQuery,
    @Asks() asking: Asking,
  ): Promise<NoticeList> {
    const organisation = await organisationInForce(this.parts);
    const viewer = requireViewer(organisation, asking);
    const asked = unit === undefined ? viewer.unit : unitNamed(organisation, viewer, unit).id;
    const concerning = unitsConcerning(organisation, asked).filter((id) => maySeeNotice(organisation, viewer, id));
    const now = this.parts.now();
    const found = await readNotices(this.parts.database.pool, concerning, {
      from: from ?? now,
      to: to ?? '9999-12-31T00:00:00Z',
    });
    return {
      notices: found.map((read) => noticeView(organisation, viewer, { ...read, now })),
      mayDeclare: mayDeclareNotice(organisation, viewer, asked),
    };
  }

  @Get(':id')
  async one(@Param('id') id: string, @Asks() asking: Asking): Promise<NoticeView> {
    const organisation = await organisationInForce(this.parts);
    return this.#view(organisation, requireViewer(organisation, asking), id);
  }

  @Post()
  async declare(
    @Body({ schema: DeclareNoticeBody }) { id = randomUUID(), ...about }: z.infer<typeof DeclareNoticeBody>,
    @Asks() asking: Asking,
  ): Promise<NoticeView> {
    const organisation = await organisationInForce(this.parts);
    const viewer = requireViewer(organisation, asking);
    unitNamed(organisation, viewer, about.unit);
    if (!mayDeclareNotice(organisation, viewer, about.unit)) {
      throw new SyncoError('not-allowed', `"${viewer.unit}" is neither "${about.unit}" nor above it.`);
    }
    const declaration = { id, about, speaker: speakerOf(viewer) };
    return this.#done(organisation, viewer, await declare(this.parts.store, this.parts.now(), declaration));
  }

  @Post(':id/change')
  @HttpCode(200)
  change(
    @Param('id') id: string,
    @Body({ schema: ChangeNoticeBody }) { until }: z.infer<typeof ChangeNoticeBody>,
    @Asks() asking: Asking,
  ) {
    return this.#act(id, asking, 'change', (speaker) => ({ kind: 'change', until, ...speaker }));
  }

  @Post(':id/end')
  @HttpCode(200)
  end(@Param('id') id: string, @Asks() asking: Asking) {
    return this.#act(id, asking, 'end', (speaker) => ({ kind: 'end', ...speaker }));
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  withdraw(@Param('id') id: string, @Asks() asking: Asking) {
    return this.#act(id, asking, 'withdraw', (speaker) => ({ kind: 'withdraw', ...speaker }));
  }

  async #act(id: string, asking: Asking, act: Act, command: (speaker: Speaker) => NoticeCommand) {
    const organisation = await organisationInForce(this.parts);
    const viewer = requireViewer(organisation, asking);
    const now = this.parts.now();
    const made = command(speakerOf(viewer));
    const outcome = await actOnNoticeOnce(
      this.parts.store,
      { id, once: onceUnder(asking, [id, made]) },
      now,
      (notice) => mayAct(organisation, viewer, { notice, now }, act) ?? made,
    );
    return this.#done(organisation, viewer, outcome);
  }

  async #done(organisation: Organisation, viewer: Mandated, outcome: NoticeOutcome): Promise<NoticeView> {
    if (outcome.kind === 'refused') throw new SyncoError(outcome.refusal.code, outcome.refusal.message);
    if (outcome.kind === 'done') this.parts.committed.call();
    return this.#view(organisation, viewer, outcome.notice.id);
  }

  async #view(organisation: Organisation, viewer: Mandated, id: string): Promise<NoticeView> {
    const found = await readNotice(this.parts.database.pool, id);
    if (!found || !maySeeNotice(organisation, viewer, found.notice.unit)) {
      throw new SyncoError('notice-unknown', `No notice "${id}" has been said to "${viewer.unit}".`);
    }
    return noticeView(organisation, viewer, { ...found, now: this.parts.now() });
  }
}

function speakerOf({ name, unit }: Mandated): Speaker {
  return { by: name, byUnit: unit };
}

/** What cannot be done now whoever asks goes on to the decision itself, which says why. */
function mayAct(
  organisation: Organisation,
  viewer: Mandated,
  { notice, now }: { notice: Notice; now: string },
  act: Act,
): Refusal | null {
  if (!maySeeNotice(organisation, viewer, notice.unit))
    return { code: 'notice-unknown', message: `No notice "${notice.id}" has been said to "${viewer.unit}".` };
  const may = actsOnNotice(organisation, viewer, { ...notice, state: 'standing' }, now);
  if (may[act] || (act === 'end' && may.change)) return null;
  return { code: 'not-allowed', message: `The notice was declared by "${notice.byUnit}".` };
}
