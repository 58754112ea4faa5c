import { type Client, giveMandate, mandatesIn } from '#libs/adapters-postgres';
import { type Indicator, type OrganisationDocument, type OrganisationVersion, SyncoError } from '#libs/contracts';
import {
  type Deed,
  holds,
  mayDo,
  maySeeSeries,
  onlyTrees,
  type Organisation,
  organise,
  rightsTable,
  rolesIn,
  withoutAmounts,
} from '#libs/organisation';
import { randomUUID } from 'node:crypto';
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
export function organises(asking: Asking, root: string): boolean {
  return mayAtHome(asking, 'organise', root);
}

/** Whether whoever asks is a person who may do this as one of the unit's own. */
export function mayAtHome({ who, now }: Asking, deed: Deed, unit: string): boolean {
  return (
    who.kind === 'person' && rolesIn(who.mandates, unit, now).some((role) => rightsTable[deed][role].includes('own'))
  );
}

/**
 * Whoever brings a tree into being, or makes the first account where one is there already, speaks for its root until others are voted
 * in: nobody else could begin.
 */
export async function beginMandates(
  client: Client,
  { account, now }: { account: string; now: string },
  document: OrganisationDocument,
): Promise<void> {
  const org = organise(0, document);
  for (const { id: unit } of org.roots()) {
    const tree = document.units.filter(({ id }) => org.pathUp(id).at(-1)?.id === unit).map(({ id }) => id);
    if (await mandatesIn(client, tree)) continue;
    const begun = { role: 'delegate', from: now, until: null, vote: null } as const;
    await giveMandate(client, { ...begun, id: randomUUID(), unit, account });
  }
}

/** The trees of a document whose roots are among these units. */
export function treesOf(document: OrganisationDocument, units: readonly string[]): OrganisationDocument {
  const roots = document.units.filter(({ id, parent }) => parent === null && units.includes(id));
  return onlyTrees(
    document,
    roots.map(({ id }) => id),
  );
}

function activeUnits(who: Who, now: string): string[] {
  if (who.kind !== 'person') return [];
  return who.mandates.filter((mandate) => holds(mandate, now)).map(({ unit }) => unit);
}
