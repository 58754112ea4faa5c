import type { KnownNode, SignedIn } from '#libs/adapters-postgres';
import { Role, SyncoError } from '#libs/contracts';
import { type Deed, type Mandated, mayDo, type Organisation, readViewer, rolesIn } from '#libs/organisation';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** Who a request comes from. anybody: nobody is checked here, and what the request says of itself is believed. */
export type Who =
  | { kind: 'anybody' }
  | { kind: 'nobody' }
  | ({ kind: 'person' } & SignedIn)
  | { kind: 'node'; node: KnownNode };

/** A request as far as it says who asks. */
export interface Asking {
  who: Who;
  /** What the header Synco-As says, in streams the query parameter `as`: of a person, for which unit they speak now. */
  as: string | undefined;
  /** What the header Idempotency-Key says: under which id this is done once, however often it is sent. */
  under: string | undefined;
  /** When it came. */
  now: string;
  /** Looks again who that is now. */
  again: () => Promise<Who>;
}

declare module 'fastify' {
  interface FastifyRequest {
    asking?: Asking;
  }
}

/** Who asks, as the door has found it. */
export const Asks = createParamDecorator((_: unknown, context: ExecutionContext): Asking => {
  const { asking } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!asking) throw new Error('The door has let a request in without looking.');
  return asking;
});

/** Who speaks, and for which unit: one that exists, and, where people sign in, one for which they have a mandate now. */
export function requireViewer(organisation: Organisation, asking: Asking): Mandated {
  const viewer = speakerOf(asking.who, asking);
  if (!organisation.unit(viewer.unit)) {
    throw new SyncoError('viewer-unit-unknown', `There is no unit "${viewer.unit}" for ${viewer.name} to speak for.`);
  }
  return viewer;
}

/** The viewer where one is named; where people sign in, always. */
export function maybeViewer(organisation: Organisation, asking: Asking): Mandated | null {
  return asking.who.kind === 'anybody' && asking.as === undefined ? null : requireViewer(organisation, asking);
}

/** The name of who asks; null where nobody is checked and nobody named. */
export function nameOf({ who, as }: Asking): string | null {
  if (who.kind === 'anybody') return as === undefined ? null : believed(as).name;
  if (who.kind === 'node') return who.node.name;
  return who.kind === 'person' ? who.account.name : null;
}

/** Under what a request is counted: the account, the node, or, of nobody that is known, the address. */
export function sourceOf(who: Who, address: string): string {
  if (who.kind === 'person') return `account ${who.account.id}`;
  return who.kind === 'node' ? `node ${who.node.id}` : address;
}

/** Refuses what the table of rights does not allow the viewer with that unit. */
export function allow(organisation: Organisation, viewer: Mandated, deed: Deed, unit: string): void {
  if (mayDo(organisation, viewer, deed, unit)) return;
  const part = viewer.roles.join(', ');
  throw new SyncoError('not-allowed', `As ${part} of "${viewer.unit}" this cannot be done for "${unit}".`);
}

function speakerOf(who: Who, { as, now }: Pick<Asking, 'as' | 'now'>): Mandated {
  switch (who.kind) {
    case 'anybody':
      return { ...believed(as), roles: Role.options, account: null };
    case 'node': {
      const { name, unit, indicators } = who.node;
      return { name, unit, roles: ['node'], account: null, indicators };
    }
    case 'person':
      return mandated(who, as, now);
    case 'nobody':
      throw new SyncoError('sign-in-needed', 'Nobody is signed in.');
    default:
      return who satisfies never;
  }
}

function mandated({ account, mandates }: SignedIn, as: string | undefined, now: string): Mandated {
  const first = mandates.find((mandate) => rolesIn([mandate], mandate.unit, now).length > 0);
  const unit = as === undefined ? first?.unit : believed(as).unit;
  const roles = unit === undefined ? [] : rolesIn(mandates, unit, now);
  if (unit !== undefined && roles.length > 0) return { name: account.name, unit, roles, account: account.id };
  const where = unit === undefined ? '' : ` of "${unit}"`;
  throw new SyncoError('mandate-missing', `${account.name} has no mandate${where} now.`);
}

function believed(as: string | undefined): { name: string; unit: string } {
  const viewer = readViewer(as);
  if ('code' in viewer) throw new SyncoError(viewer.code, viewer.message);
  return viewer;
}
