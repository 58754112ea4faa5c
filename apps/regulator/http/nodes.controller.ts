import { admitNode, dismissNode, makeToken, nodeById, nodesOfUnit, revokeToken } from '#libs/adapters-postgres';
import { AdmitNodeBody, type Node, type NodeAdmitted, type NodeList, SyncoError } from '#libs/contracts';
import { mayDo } from '#libs/organisation';
import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import { allow, type Asking, Asks, requireViewer } from '../access/asking.js';
import { PARTS, type Parts } from '../parts.js';
import { organisationInForce, unitNamed } from './known.js';

/** The machines that post for a unit: admitted and dismissed by its coordinators, known to all in it. */
@Controller('api')
export class NodesController {
  constructor(@Inject(PARTS) private readonly parts: Parts) {}

  @Get('units/:id/nodes')
  async list(@Param('id') id: string, @Asks() asking: Asking): Promise<NodeList> {
    const organisation = await organisationInForce(this.parts);
    const viewer = requireViewer(organisation, asking);
    const unit = unitNamed(organisation, id).id;
    allow(organisation, viewer, 'vote', unit);
    const nodes = await nodesOfUnit(this.parts.database.pool, unit);
    return { nodes, mayAdmit: mayDo(organisation, viewer, 'admit', unit) };
  }

  @Post('units/:id/nodes')
  async admit(
    @Param('id') id: string,
    @Body({ schema: AdmitNodeBody }) { id: node, name, indicators }: z.infer<typeof AdmitNodeBody>,
    @Asks() asking: Asking,
  ): Promise<NodeAdmitted> {
    const organisation = await organisationInForce(this.parts);
    const viewer = requireViewer(organisation, asking);
    const unit = unitNamed(organisation, id).id;
    allow(organisation, viewer, 'admit', unit);
    const foreign = (indicators ?? []).find((indicator) => organisation.indicator(indicator)?.unit !== unit);
    if (foreign !== undefined) throw new SyncoError('indicator-unknown', `"${unit}" has no indicator "${foreign}".`);
    const token = await this.parts.database.transaction(async (client) => {
      const by = { by: viewer.name, now: asking.now };
      if (!(await admitNode(client, { id: node, unit, name, indicators }, by))) return null;
      return makeToken(client, node, asking.now);
    });
    return this.#shown(node, token, 'id-reused', `The id ${node} is a node's already.`);
  }

  /** A further token: the one before holds until it is revoked, so that nothing has to wait. */
  @Post('nodes/:id/tokens')
  async token(@Param('id') id: string, @Asks() asking: Asking): Promise<NodeAdmitted> {
    await this.#own(id, asking);
    const token = await this.parts.database.transaction((client) => makeToken(client, id, asking.now));
    return this.#shown(id, token, 'tokens-enough', 'Two tokens of this node hold already.');
  }

  @Post('nodes/:id/tokens/:token/revoke')
  @HttpCode(200)
  async revoke(@Param('id') id: string, @Param('token') token: string, @Asks() asking: Asking): Promise<Node> {
    const { tokens } = await this.#own(id, asking);
    if (!tokens.some((one) => one.id === token))
      throw new SyncoError('node-unknown', `The node has no token "${token}".`);
    await revokeToken(this.parts.database.pool, id, token, asking.now);
    return this.#own(id, asking);
  }

  @Post('nodes/:id/dismiss')
  @HttpCode(200)
  async dismiss(@Param('id') id: string, @Asks() asking: Asking): Promise<Node> {
    await this.#own(id, asking);
    await this.parts.database.transaction((client) => dismissNode(client, id, asking.now));
    return this.#own(id, asking);
  }

  /** A node of a unit for which the one who asks may admit nodes; others do not learn that there is one. */
  async #own(id: string, asking: Asking): Promise<Node> {
    const organisation = await organisationInForce(this.parts);
    const viewer = requireViewer(organisation, asking);
    const node = /^[\da-f-]{36}$/.test(id) ? await nodeById(this.parts.database.pool, id) : null;
    if (node?.unit !== viewer.unit) throw new SyncoError('node-unknown', `"${viewer.unit}" has no node "${id}".`);
    allow(organisation, viewer, 'admit', node.unit);
    return node;
  }

  async #shown(
    id: string,
    token: string | null,
    ...refusal: ['id-reused' | 'tokens-enough', string]
  ): Promise<NodeAdmitted> {
    const node = token === null ? null : await nodeById(this.parts.database.pool, id);
    if (!node || token === null) throw new SyncoError(...refusal);
    return { node, token };
  }
}
