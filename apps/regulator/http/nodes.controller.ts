import { admitNode, dismissNode, makeToken, nodesOfUnit, revokeKey, revokeToken } from '#libs/adapters-postgres';
import { AdmitNodeBody, EnrolKeyBody, type Node, type NodeAdmitted, type NodeList, SyncoError } from '#libs/contracts';
import { mayDo } from '#libs/organisation';
import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import { allow, type Asking, Asks, requireViewer } from '../access/asking.js';
import { PARTS, type Parts } from '../parts.js';
import { organisationInForce, unitNamed } from './known.js';
import { enrol, heldNode, ownNode } from './own-node.js';

/** The machines that post for a unit: admitted and dismissed by its coordinators, known to all in it. */
@Controller('api')
export class NodesController {
  constructor(@Inject(PARTS) private readonly parts: Parts) {}

  @Get('units/:id/nodes')
  async list(@Param('id') id: string, @Asks() asking: Asking): Promise<NodeList> {
    const organisation = await organisationInForce(this.parts);
    const viewer = requireViewer(organisation, asking);
    const unit = unitNamed(organisation, viewer, id).id;
    allow(organisation, viewer, 'vote', unit);
    const nodes = await nodesOfUnit(this.parts.database.pool, unit);
    return { nodes, mayAdmit: mayDo(organisation, viewer, 'admit', unit) };
  }

  @Post('units/:id/nodes')
  async admit(
    @Param('id') id: string,
    @Body({ schema: AdmitNodeBody }) { id: node, name, indicators, publicKey }: z.infer<typeof AdmitNodeBody>,
    @Asks() asking: Asking,
  ): Promise<NodeAdmitted> {
    const organisation = await organisationInForce(this.parts);
    const viewer = requireViewer(organisation, asking);
    const unit = unitNamed(organisation, viewer, id).id;
    allow(organisation, viewer, 'admit', unit);
    const foreign = (indicators ?? []).find((indicator) => organisation.indicator(indicator)?.unit !== unit);
    if (foreign !== undefined) throw new SyncoError('indicator-unknown', `"${unit}" has no indicator "${foreign}".`);
    const token = await this.parts.database.transaction(async (client) => {
      const by = { by: viewer.name, now: asking.now };
      if (!(await admitNode(client, { id: node, unit, name, indicators }, by)))
        throw new SyncoError('id-reused', `The id ${node} is a node's already.`);
      if (publicKey === undefined) return makeToken(client, node, asking.now);
      await enrol(client, node, publicKey, asking.now);
      return null;
    });
    return { node: await ownNode(this.parts, node, asking), token };
  }

  /** A further token: the one before holds until it is revoked, so that nothing has to wait. */
  @Post('nodes/:id/tokens')
  async token(@Param('id') id: string, @Asks() asking: Asking): Promise<NodeAdmitted> {
    await heldNode(this.parts, id, asking);
    const token = await this.parts.database.transaction((client) => makeToken(client, id, asking.now));
    if (token === null) throw new SyncoError('tokens-enough', 'Two tokens of this node hold already.');
    return { node: await ownNode(this.parts, id, asking), token };
  }

  @Post('nodes/:id/tokens/:token/revoke')
  @HttpCode(200)
  async revoke(@Param('id') id: string, @Param('token') token: string, @Asks() asking: Asking): Promise<Node> {
    const node = await ownNode(this.parts, id, asking);
    if (!node.tokens.some((one) => one.id === token))
      throw new SyncoError('node-unknown', `The node has no token "${token}".`);
    await this.parts.database.transaction((client) => revokeToken(client, node, token, asking.now));
    return ownNode(this.parts, id, asking);
  }

  @Post('nodes/:id/dismiss')
  @HttpCode(200)
  async dismiss(@Param('id') id: string, @Asks() asking: Asking): Promise<Node> {
    const node = await ownNode(this.parts, id, asking);
    await this.parts.database.transaction((client) => dismissNode(client, node, asking.now));
    return ownNode(this.parts, id, asking);
  }

  /** A further key: the one before holds until it is revoked, so that nothing has to wait. */
  @Post('nodes/:id/keys')
  @HttpCode(200)
  async key(
    @Param('id') id: string,
    @Body({ schema: EnrolKeyBody }) { publicKey }: z.infer<typeof EnrolKeyBody>,
    @Asks() asking: Asking,
  ): Promise<Node> {
    await heldNode(this.parts, id, asking);
    await this.parts.database.transaction((client) => enrol(client, id, publicKey, asking.now));
    return ownNode(this.parts, id, asking);
  }

  @Post('nodes/:id/keys/:key/revoke')
  @HttpCode(200)
  async revokeKey(@Param('id') id: string, @Param('key') key: string, @Asks() asking: Asking): Promise<Node> {
    const { keys } = await ownNode(this.parts, id, asking);
    if (!keys.some((one) => one.id === key)) throw new SyncoError('node-unknown', `The node has no key "${key}".`);
    await revokeKey(this.parts.database.pool, id, key, asking.now);
    return ownNode(this.parts, id, asking);
  }
}
