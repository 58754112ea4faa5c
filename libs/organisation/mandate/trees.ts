import { type OrganisationDocument, same } from '#libs/contracts';
import { organise } from '../organise.js';

/** The roots whose tree a new document changes or takes away: units, indicators and agreements; a root that is new is nobody's yet. */
export function changedRoots(before: OrganisationDocument, after: OrganisationDocument): string[] {
  const [old, next] = [slices(before), slices(after)];
  return [...old].filter(([root, slice]) => !same(slice, next.get(root))).map(([root]) => root);
}

/** The document with only these trees. */
export function onlyTrees(document: OrganisationDocument, roots: readonly string[]): OrganisationDocument {
  return withTrees({ ...document, units: [], indicators: [], agreements: [] }, document, roots);
}

/** The document with these trees of another one added. */
export function withTrees(
  document: OrganisationDocument,
  other: OrganisationDocument,
  roots: readonly string[],
): OrganisationDocument {
  const added = [...slices(other)].filter(([root]) => roots.includes(root)).map(([, slice]) => slice);
  return {
    ...document,
    units: [...document.units, ...added.flatMap(({ units }) => units)],
    indicators: [...document.indicators, ...added.flatMap(({ indicators }) => indicators)],
    agreements: [...document.agreements, ...added.flatMap(({ agreements }) => agreements)],
  };
}

type Slice = Pick<OrganisationDocument, 'units' | 'indicators' | 'agreements'>;

function slices(document: OrganisationDocument): Map<string, Slice> {
  const org = organise(0, document);
  const rootOf = (unit: string) => org.pathUp(unit).at(-1)?.id ?? '';
  const found = new Map<string, Slice>();
  for (const { id } of org.roots()) found.set(id, { units: [], indicators: [], agreements: [] });
  for (const unit of document.units) found.get(rootOf(unit.id))?.units.push(unit);
  for (const indicator of document.indicators) found.get(rootOf(indicator.unit))?.indicators.push(indicator);
  for (const agreement of document.agreements) found.get(rootOf(agreement.unit))?.agreements.push(agreement);
  return found;
}
