import type { Role } from '#libs/contracts';
import type { Organisation } from '../organise.js';

/**
 * Where a unit lies as seen from the one that somebody speaks for: their own, strictly below it, strictly above it, elsewhere in the same
 * tree, or in another tree.
 */
export type Relation = 'own' | 'below' | 'above' | 'beside' | 'stranger';

/**
 * What people do. look: a unit's pages, on which rights.ts decides what is shown · post: figures, and corrections · cord: pull it, to a
 * unit · deal: acknowledge, resolve, share, ask for help or time, with an alert that is there · answer: an alert that came from there ·
 * agree: propose and accept agreements · open: figures of the unit, to more or fewer than before · declare: notices · vote: propose one and take part · admit: nodes · organise: the
 * organisation's document, replays and storage, of a root.
 */
export type Deed =
  | 'look'
  | 'post'
  | 'cord'
  | 'deal'
  | 'answer'
  | 'agree'
  | 'open'
  | 'declare'
  | 'vote'
  | 'admit'
  | 'organise';

const none: readonly Relation[] = [];
const own: readonly Relation[] = ['own'];
const down: readonly Relation[] = ['own', 'below'];
const up: readonly Relation[] = ['own', 'above'];
const tree: readonly Relation[] = ['own', 'below', 'above', 'beside'];

/** A person's role, or a node: a machine that posts for its unit and hears what its unit hears. */
export type Part = Role | 'node';

/** Who × what × where: the one table of rights. Nothing is allowed in another tree. */
export const rightsTable: Readonly<Record<Deed, Readonly<Record<Part, readonly Relation[]>>>> = {
  look: { member: tree, coordinator: tree, delegate: tree, node: own },
  post: { member: own, coordinator: own, delegate: none, node: own },
  cord: { member: up, coordinator: up, delegate: up, node: none },
  deal: { member: own, coordinator: own, delegate: own, node: none },
  answer: { member: own, coordinator: down, delegate: down, node: none },
  agree: { member: none, coordinator: down, delegate: down, node: none },
  open: { member: none, coordinator: own, delegate: own, node: none },
  declare: { member: none, coordinator: down, delegate: down, node: none },
  vote: { member: own, coordinator: own, delegate: own, node: none },
  admit: { member: none, coordinator: own, delegate: none, node: none },
  organise: { member: none, coordinator: own, delegate: own, node: none },
};

export function relationOf(org: Organisation, from: string, to: string): Relation {
  if (from === to) return 'own';
  if (org.isBelow(to, from)) return 'below';
  if (org.isBelow(from, to)) return 'above';
  const root = org.pathUp(from).at(-1);
  return root !== undefined && root === org.pathUp(to).at(-1) ? 'beside' : 'stranger';
}

/** Whether one of the roles that somebody has in their unit lets them do this with another unit. */
export function mayDo(
  org: Organisation,
  { unit, roles }: { unit: string; roles: readonly Part[] },
  deed: Deed,
  concerned: string,
): boolean {
  const relation = relationOf(org, unit, concerned);
  return roles.some((role) => rightsTable[deed][role].includes(relation));
}
