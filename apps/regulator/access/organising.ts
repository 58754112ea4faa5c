import { type Client, giveMandate, mandatesIn, newestOrganisation } from '#libs/adapters-postgres';
import { type OrganisationDocument, type OrganisationVersion, SyncoError } from '#libs/contracts';
import {
  changedRoots,
  holds,
  mayDo,
  onlyTrees,
  type Organisation,
  organise,
  rightsTable,
  rolesIn,
  withTrees,
} from '#libs/organisation';
import { randomUUID } from 'node:crypto';
import type { Parts } from '../parts.js';
import { type Asking, requireViewer, type Who } from './asking.js';

/** Refuses whoever does not speak for a root with a role that organises it; where nobody is checked, nobody. */
export function requireOrganiser(organisation: Organisation, asking: Asking): void {
  if (asking.who.kind === 'anybody') return;
  const viewer = requireViewer(organisation, asking);
  const isRoot = organisation.unit(viewer.unit)?.parent === null;
  if (isRoot && mayDo(organisation, viewer, 'organise', viewer.unit)) return;
  throw new SyncoError('not-allowed', `Only the coordinators and delegates of a root do this.`);
}

/** The organisation as whoever asks may know it: the trees in which they have a mandate now. */
export function shownTo({ who, now }: Asking, version: OrganisationVersion): OrganisationVersion {
  if (who.kind === 'anybody') return version;
  const org = organise(version.version, version.document);
  const units = who.kind === 'node' ? [who.node.unit] : activeUnits(who, now);
  const roots = units.flatMap((unit) => org.pathUp(unit).at(-1)?.id ?? []);
  if (roots.length === 0)
    throw new SyncoError('mandate-missing', 'Without a mandate nothing of the organisation is shown.');
  return { ...version, document: onlyTrees(version.document, roots) };
}

/**
 * The document to apply: as it was sent, with the trees in which the one who asks organises nothing as they were. Refused where it would
 * change such a tree. The first document is anybody's who is signed in.
 */
export async function applicable(
  { database }: Parts,
  { who, now }: Asking,
  next: OrganisationDocument,
): Promise<OrganisationDocument> {
  if (who.kind === 'anybody') return next;
  if (who.kind !== 'person') throw new SyncoError('not-allowed', 'Only people apply an organisation.');
  const known = await newestOrganisation(database.pool);
  if (!known) return next;
  const { mandates } = who;
  const organises = (root: string) =>
    rolesIn(mandates, root, now).some((role) => rightsTable.organise[role].includes('own'));
  const roots = organise(0, known.document)
    .roots()
    .map(({ id }) => id);
  if (!roots.some(organises))
    throw new SyncoError('not-allowed', 'Only the coordinators and delegates of a root apply an organisation.');
  const sent = new Set(next.units.map(({ id }) => id));
  const absent = roots.filter((root) => !organises(root) && !sent.has(root));
  const whole = withTrees(next, known.document, absent);
  const foreign = changedRoots(known.document, whole).filter((root) => !organises(root));
  if (foreign.length === 0) return whole;
  const trees = foreign.map((root) => `"${root}"`).join(', ');
  throw new SyncoError(
    'not-allowed',
    `This changes the tree of ${trees}, which only its own coordinators and delegates do.`,
  );
}

/**
 * Whoever brings a tree into being, or makes the first account where one is there already, speaks for its root until others are voted
 * in: nobody else could begin.
 */
export async function beginMandates(
  client: Client,
  account: string,
  document: OrganisationDocument,
  now: string,
): Promise<void> {
  const org = organise(0, document);
  for (const { id: unit } of org.roots()) {
    const tree = document.units.filter(({ id }) => org.pathUp(id).at(-1)?.id === unit).map(({ id }) => id);
    if (await mandatesIn(client, tree)) continue;
    const begun = { role: 'delegate', from: now, until: null, vote: null } as const;
    await giveMandate(client, { ...begun, id: randomUUID(), unit, account });
  }
}

function activeUnits(who: Who, now: string): string[] {
  if (who.kind !== 'person') return [];
  return who.mandates.filter((mandate) => holds(mandate, now)).map(({ unit }) => unit);
}
