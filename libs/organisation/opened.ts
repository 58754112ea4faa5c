import type { Indicator, OrganisationDocument, Visibility } from '#libs/contracts';

const width: Readonly<Record<Visibility, number>> = { unit: 0, line: 1, federation: 2 };

/**
 * The indicators, as they were `known` last, whose figures a new document shows to more than the unit that they belong to has agreed to, or
 * gives to another unit. One that nobody has known before has no figures yet.
 */
export function openedBy(known: readonly Indicator[], { indicators }: OrganisationDocument): Indicator[] {
  const next = new Map(indicators.map((indicator) => [indicator.id, indicator]));
  return known.filter(({ id, unit, visibility }) => {
    const after = next.get(id);
    return after !== undefined && (after.unit !== unit || width[after.visibility] > width[visibility]);
  });
}

/** The document with the figures of one indicator shown to others than before. */
export function withVisibility(
  document: OrganisationDocument,
  indicator: string,
  visibility: Visibility,
): OrganisationDocument {
  const indicators = document.indicators.map((one) => (one.id === indicator ? { ...one, visibility } : one));
  return { ...document, indicators };
}
