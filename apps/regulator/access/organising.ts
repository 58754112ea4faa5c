import {
  type Client,
  type Database,
  giveMandate,
  lastKnown,
  mandatesIn,
  newestOrganisation,
} from '#libs/adapters-postgres';
import { type Indicator, type OrganisationDocument, type OrganisationVersion, SyncoError } from '#libs/contracts';
import {
  changedRoots,
  holds,
  mayDo,
  maySeeSeries,
  onlyTrees,
  openedBy,
  type Organisation,
  organise,
  rightsTable,
  rolesIn,
  withoutAmounts,
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

/** The roots of the trees that whoever asks may know of: those in which they have a mandate now. */
export function rootsShownTo({ who, now }: Asking, organisation: Organisation): ReadonlySet<string> {
  if (who.kind === 'anybody') return new Set(organisation.roots().map(({ id }) => id));
  const units = who.kind === 'node' ? [who.node.unit] : activeUnits(who, now);
  return new Set(units.flatMap((unit) => organisation.pathUp(unit).at(-1)?.id ?? []));
}

/**
 * The organisation as whoever asks may know it: the trees in which they have a mandate now; and the amounts of indicators where they
 * organise them, or may read the figures.
 */
export function shownTo(asking: Asking, version: OrganisationVersion): OrganisationVersion {
  const { who, now } = asking;
  if (who.kind === 'anybody') return version;
  const org = organise(version.version, version.document);
  const roots = rootsShownTo(asking, org);
  if (roots.size === 0)
    throw new SyncoError('mandate-missing', 'Without a mandate nothing of the organisation is shown.');
  const units = who.kind === 'node' ? [who.node.unit] : activeUnits(who, now);
  const organised = new Set([...roots].filter((root) => organises(asking, root)));
  const isShown = (indicator: Indicator) =>
    organised.has(org.pathUp(indicator.unit).at(-1)?.id ?? '') ||
    units.some((unit) => maySeeSeries(org, { name: '', unit }, indicator, []));
  const document = onlyTrees(version.document, [...roots]);
  const indicators = document.indicators.map((one) => (isShown(one) ? one : withoutAmounts(one)));
  return { ...version, document: { ...document, indicators } };
}

/** Refuses history of indicators in trees that whoever asks does not organise; what is unknown is refused where it is taken. */
export function requireOwnTrees(organisation: Organisation, asking: Asking, indicators: readonly string[]): void {
  if (asking.who.kind === 'anybody') return;
  for (const id of new Set(indicators)) {
    const root = organisation.pathUp(organisation.indicator(id)?.unit ?? '').at(-1);
    if (root && !organises(asking, root.id))
      throw new SyncoError('not-allowed', `"${id}" lies in a tree that is organised by others.`);
  }
}

/** Whether whoever asks organises the tree of a root. */
function organises({ who, now }: Asking, root: string): boolean {
  return (
    who.kind === 'person' && rolesIn(who.mandates, root, now).some((role) => rightsTable.organise[role].includes('own'))
  );
}

/**
 * The document to apply: as it was sent, with the trees in which the one who asks organises nothing as they were. Refused where it would
 * change such a tree. The first document is anybody's who is signed in.
 */
export async function applicable(
  { database }: Parts,
  asking: Asking,
  next: OrganisationDocument,
): Promise<OrganisationDocument> {
  const { who } = asking;
  if (who.kind === 'anybody') return next;
  if (who.kind !== 'person') throw new SyncoError('not-allowed', 'Only people apply an organisation.');
  const known = await newestOrganisation(database.pool);
  if (!known) return next;
  const roots = rootsOf(known.document);
  if (!roots.some((root) => organises(asking, root)))
    throw new SyncoError('not-allowed', 'Only the coordinators and delegates of a root apply an organisation.');
  const whole = withForeign(next, known.document, {
    foreign: roots.filter((root) => !organises(asking, root)),
    shown: shownTo(asking, known).document,
  });
  const changed = changedRoots(known.document, whole).filter((root) => !organises(asking, root));
  if (changed.length === 0) {
    await requireTheirs(database, asking, { known: known.document, next: whole });
    return whole;
  }
  const trees = changed.map((root) => `"${root}"`).join(', ');
  throw new SyncoError(
    'not-allowed',
    `This changes the tree of ${trees}, which only its own coordinators and delegates do.`,
  );
}

/** Refuses to show figures to others than the unit has opened them to: that is for those who speak for it, whoever organises the tree. */
async function requireTheirs(
  { pool }: Database,
  { who, now }: Asking,
  { known, next }: { known: OrganisationDocument; next: OrganisationDocument },
): Promise<void> {
  const mandates = who.kind === 'person' ? who.mandates : [];
  const inForce = new Set(known.indicators.map(({ id }) => id));
  // What was taken out once and comes back still has its figures.
  const back = next.indicators.flatMap(({ id }) => (inForce.has(id) ? [] : id));
  const before = [...known.indicators, ...(back.length === 0 ? [] : await lastKnown(pool, back))];
  const theirs = openedBy(before, next).filter(
    ({ unit }) => !rolesIn(mandates, unit, now).some((role) => rightsTable.open[role].includes('own')),
  );
  if (theirs.length === 0) return;
  const figures = theirs.slice(0, 10).map(({ id, unit }) => `"${id}" (of "${unit}")`);
  throw new SyncoError(
    'figures-theirs',
    `This would show ${figures.join(', ')} to more than their units have agreed to.`,
  );
}

/** Foreign trees that are left out, or come back as they were shown, stay as they are. */
function withForeign(
  next: OrganisationDocument,
  known: OrganisationDocument,
  { foreign, shown }: { foreign: readonly string[]; shown: OrganisationDocument },
): OrganisationDocument {
  const sent = new Set(next.units.map(({ id }) => id));
  const untouched = new Set(rootsOf(shown).filter((root) => !changedRoots(shown, next).includes(root)));
  const kept = foreign.filter((root) => untouched.has(root) || !sent.has(root));
  const own = rootsOf(next).filter((root) => !kept.includes(root));
  return withTrees(kept.some((root) => sent.has(root)) ? onlyTrees(next, own) : next, known, kept);
}

function rootsOf(document: OrganisationDocument): string[] {
  return organise(0, document)
    .roots()
    .map(({ id }) => id);
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
