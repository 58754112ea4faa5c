import { SyncoError } from '#libs/contracts';
import { type Organisation, readViewer, type Viewer } from '#libs/organisation';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** What the request says of its viewer: the header Synco-As, or for streams the query parameter `as`. */
export const ViewerText = createParamDecorator((_: unknown, context: ExecutionContext): string | undefined => {
  const { headers, query } = context
    .switchToHttp()
    .getRequest<FastifyRequest<{ Querystring: Record<string, unknown> }>>();
  const header = headers['synco-as'];
  const asked = query['as'];
  if (typeof header === 'string') return header;
  return typeof asked === 'string' ? asked : undefined;
});

/** The viewer, who must be named and speak for a unit that exists. */
export function requireViewer(organisation: Organisation, text: string | undefined): Viewer {
  const viewer = readViewer(text);
  if ('code' in viewer) throw new SyncoError(viewer.code, viewer.message);
  if (!organisation.unit(viewer.unit)) {
    throw new SyncoError('viewer-unit-unknown', `There is no unit "${viewer.unit}" for ${viewer.name} to speak for.`);
  }
  return viewer;
}

/** The viewer where one is named. */
export function maybeViewer(organisation: Organisation, text: string | undefined): Viewer | null {
  return text === undefined ? null : requireViewer(organisation, text);
}
