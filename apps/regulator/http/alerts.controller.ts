import { readAlert, readAlerts } from '#libs/adapters-postgres';
import type { AlertCommand } from '#libs/alerting';
import {
  AcknowledgeBody,
  type Alert,
  type AlertList,
  type AlertState,
  type AlertView,
  AnswerBody,
  AskHelpBody,
  AskTimeBody,
  ConfirmBody,
  ExtendBody,
  type Refusal,
  ResolveBody,
  ShareBody,
  SyncoError,
} from '#libs/contracts';
import { maySeeAlert, type Organisation, type Mandated } from '#libs/organisation';
import { alertSummary, alertView } from '#libs/reporting';
import { actOnce } from '#libs/regulation';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { PARTS, type Parts } from '../parts.js';
import { type Act, dayIn, mayAct } from './alert-acts.js';
import { answerOf, fitting } from './answer-of.js';
import { onceUnder } from './once-under.js';
import { organisationInForce, unitNamed } from './known.js';
import { AlertsQuery } from './queries.js';
import { type Asking, Asks, requireViewer } from '../access/asking.js';
import { shownOf } from '../access/looks.js';

type CommandBy = (
  actor: { by: string; unit: string },
  alert: Alert,
  organisation: Organisation,
) => AlertCommand | Refusal;

/** What came: of which alert, from whom, with which words. */
interface Sent {
  id: string;
  asking: Asking;
  body: unknown;
}

@Controller('api/alerts')
export class AlertsController {
  constructor(@Inject(PARTS) private readonly parts: Parts) {}

  /** Those that have reached the viewer's own unit; with `unit`, of these the ones that passed through that unit. */
  @Get()
  async list(@Query({ schema: AlertsQuery }) query: AlertsQuery, @Asks() asking: Asking): Promise<AlertList> {
    const organisation = await organisationInForce(this.parts);
    const viewer = requireViewer(organisation, asking);
    if (query.unit !== undefined) unitNamed(organisation, viewer, query.unit);
    const found = await readAlerts(this.parts.database.pool, {
      units: [viewer.unit],
      through: query.unit,
      indicator: query.indicator,
      states: statesOf(query.state),
      limit: query.limit + 1,
    });
    const alerts = found.slice(0, query.limit).map((alert) => alertSummary(organisation, alert, this.parts.now()));
    return { alerts, truncated: found.length > query.limit };
  }

  @Get(':id')
  async one(@Param('id') id: string, @Asks() asking: Asking): Promise<AlertView> {
    const organisation = await organisationInForce(this.parts);
    const viewer = requireViewer(organisation, asking);
    const view = await this.#view(organisation, viewer, id);
    await shownOf(this.parts, viewer, [view.alert.unit], `alert ${id}`);
    return view;
  }

  @Post(':id/acknowledge')
  @HttpCode(200)
  acknowledge(
    @Param('id') id: string,
    @Body({ schema: AcknowledgeBody }) body: z.infer<typeof AcknowledgeBody>,
    @Asks() asking: Asking,
  ) {
    return this.#act({ id, asking, body }, 'acknowledge', (actor) => ({ kind: 'acknowledge', ...actor, ...body }));
  }

  @Post(':id/answer')
  @HttpCode(200)
  async answer(
    @Param('id') id: string,
    @Body({ schema: AnswerBody }) body: z.infer<typeof AnswerBody>,
    @Asks() asking: Asking,
  ) {
    const { of: named, ...said } = body;
    const of = await answerOf(this.parts, said.answer, named);
    return this.#act(
      { id, asking, body },
      'answer',
      (actor, alert) =>
        fitting(alert, actor.unit, of) ?? {
          kind: 'answer',
          ...actor,
          ...said,
          ...(of && { of: { id: of.id, unit: of.unit } }),
        },
    );
  }

  @Post(':id/confirm')
  @HttpCode(200)
  confirm(
    @Param('id') id: string,
    @Body({ schema: ConfirmBody }) body: z.infer<typeof ConfirmBody>,
    @Asks() asking: Asking,
  ) {
    return this.#act({ id, asking, body }, 'confirm', (actor) => ({ kind: 'confirm', ...actor, ...body }));
  }

  @Post(':id/resolve')
  @HttpCode(200)
  resolve(
    @Param('id') id: string,
    @Body({ schema: ResolveBody }) body: z.infer<typeof ResolveBody>,
    @Asks() asking: Asking,
  ) {
    return this.#act({ id, asking, body }, 'resolve', (actor, alert, organisation) => {
      const { reviewOn, ...closing } = body;
      const review = reviewOn === undefined ? undefined : { on: reviewOn, at: dayIn(organisation, alert, reviewOn) };
      return { kind: 'resolve', ...actor, ...closing, review };
    });
  }

  @Post(':id/ask-time')
  @HttpCode(200)
  askTime(
    @Param('id') id: string,
    @Body({ schema: AskTimeBody }) body: z.infer<typeof AskTimeBody>,
    @Asks() asking: Asking,
  ) {
    return this.#act({ id, asking, body }, 'askTime', (actor) => ({ kind: 'ask-time', ...actor, ...body }));
  }

  @Post(':id/extend')
  @HttpCode(200)
  extend(
    @Param('id') id: string,
    @Body({ schema: ExtendBody }) body: z.infer<typeof ExtendBody>,
    @Asks() asking: Asking,
  ) {
    return this.#act({ id, asking, body }, 'extend', (actor) => ({ kind: 'extend', ...actor, ...body }));
  }

  @Post(':id/share')
  @HttpCode(200)
  share(@Param('id') id: string, @Body({ schema: ShareBody }) body: z.infer<typeof ShareBody>, @Asks() asking: Asking) {
    return this.#act({ id, asking, body }, 'share', (actor, _, organisation) => {
      for (const unit of body.with) unitNamed(organisation, actor, unit);
      return { kind: 'share', ...actor, ...body };
    });
  }

  @Post(':id/ask-help')
  @HttpCode(200)
  askHelp(
    @Param('id') id: string,
    @Body({ schema: AskHelpBody.default({}) }) body: z.infer<typeof AskHelpBody>,
    @Asks() asking: Asking,
  ) {
    return this.#act({ id, asking, body }, 'askHelp', (actor) => ({ kind: 'ask-help', ...actor, ...body }));
  }

  async #act({ id, asking, body }: Sent, act: Act, command: CommandBy): Promise<AlertView> {
    const organisation = await organisationInForce(this.parts);
    const viewer = requireViewer(organisation, asking);
    const outcome = await actOnce(
      this.parts.store,
      { id, once: onceUnder(asking, [id, act, viewer.name, viewer.unit, body]) },
      this.parts.now(),
      (alert) =>
        mayAct(organisation, viewer, alert, act) ??
        command({ by: viewer.name, unit: viewer.unit }, alert, organisation),
    );
    if (outcome.kind === 'refused') throw new SyncoError(outcome.refusal.code, outcome.refusal.message);
    this.parts.committed.call();
    return this.#view(organisation, viewer, id);
  }

  async #view(organisation: Organisation, viewer: Mandated, id: string): Promise<AlertView> {
    const found = await readAlert(this.parts.database.pool, id);
    if (!found || !maySeeAlert(viewer, found.alert))
      throw new SyncoError('alert-unknown', `No alert "${id}" has reached "${viewer.unit}".`);
    return alertView(organisation, viewer, { ...found, now: this.parts.now() });
  }
}

function statesOf(state: AlertsQuery['state']): readonly AlertState[] | null {
  if (state === 'all') return null;
  if (state === 'open') return ['open', 'acknowledged'];
  if (state === 'closed') return ['recovered', 'resolved', 'withdrawn', 'lapsed'];
  return [state];
}
