import { lastKnown, lastRoots, newestOrganisation, type Queryable } from '#libs/adapters-postgres';
import { type OrganisationDocument, SyncoError } from '#libs/contracts';
import { changedRoots, onlyTrees, openedBy, organise, withTrees } from '#libs/organisation';
import type { Asking } from './asking.js';
import { mayAtHome, organises, shownTo } from './organising.js';

/**
 * The document to apply: as it was sent, with the trees in which the one who asks organises nothing as they were. Refused where it would
 * change such a tree. The first document is anybody's who is signed in.
 */
export async function applicable(
  client: Queryable,
  asking: Asking,
  next: OrganisationDocument,
): Promise<OrganisationDocument> {
  const { who } = asking;
  if (who.kind === 'anybody') return next;
  if (who.kind !== 'person') throw new SyncoError('not-allowed', 'Only people apply an organisation.');
  const known = await newestOrganisation(client);
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
    requireOnce(whole);
    await requireNobodyElses(client, asking, { known: known.document, next: whole });
    await requireTheirs(client, asking, { known: known.document, next: whole });
    return whole;
  }
  const trees = changed.map((root) => `"${root}"`).join(', ');
  throw new SyncoError(
    'not-allowed',
    `This changes the tree of ${trees}, which only its own coordinators and delegates do.`,
  );
}

/** What is in force, and what is to come. */
interface Step {
  known: OrganisationDocument;
  next: OrganisationDocument;
}

interface Named {
  id: string;
}

/** The ids that are not in force yet. */
function added(known: readonly Named[], next: readonly Named[]): string[] {
  const inForce = new Set(known.map(({ id }) => id));
  return next.flatMap(({ id }) => (inForce.has(id) ? [] : id));
}

/** Refuses ids that something in a tree of others has: its figures would be read by that id. */
function requireOnce({ units, indicators }: OrganisationDocument): void {
  const twice = [units, indicators].flatMap((all) => {
    const seen = new Set<string>();
    return all.flatMap(({ id }) => (seen.size === seen.add(id).size ? id : []));
  });
  refuseIds(twice, 'These are ids in a tree that others organise');
}

/** Refuses units that were taken out of a tree of others: their mandates and figures would come along. */
async function requireNobodyElses(client: Queryable, asking: Asking, { known, next }: Step): Promise<void> {
  const units = added(known.units, next.units);
  const before = units.length === 0 ? [] : [...(await lastRoots(client, units))];
  const foreign = before.filter(([, root]) => !organises(asking, root)).map(([unit]) => unit);
  refuseIds(foreign, 'These were units of a tree that others organised');
}

function refuseIds(ids: readonly string[], why: string): void {
  if (ids.length === 0) return;
  const named = ids.slice(0, 10).map((id) => `"${id}"`);
  throw new SyncoError('not-allowed', `${why}: ${named.join(', ')}. Choose other ids.`);
}

/** Refuses to show figures to others than the unit has opened them to: that is for those who speak for it, whoever organises the tree. */
async function requireTheirs(client: Queryable, asking: Asking, { known, next }: Step): Promise<void> {
  // What was taken out once and comes back still has its figures.
  const back = added(known.indicators, next.indicators);
  const before = [...known.indicators, ...(back.length === 0 ? [] : await lastKnown(client, back))];
  const theirs = openedBy(before, next).filter(({ unit }) => !mayAtHome(asking, 'open', unit));
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
