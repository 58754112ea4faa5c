import type { OrganisationApplied } from '#libs/contracts';

const listed = 12;

/** What applying a document changed, or would change, in words: one line a kind of thing and of change. */
export function sayDifference({ version, changed, dryRun, difference }: OrganisationApplied): string {
  if (!changed) return `Nothing changes: version ${version} says the same.\n`;
  const { other, ...kinds } = difference;
  const lines = Object.entries(kinds).flatMap(([kind, { added, removed, changed }]) => [
    ...sayIds(`${kind} added`, added),
    ...sayIds(`${kind} removed`, removed),
    ...sayIds(`${kind} changed`, changed),
  ]);
  lines.push(...sayIds('also changed', other));
  const head = dryRun ? 'Applying this document would change' : `Applied as version ${version}`;
  return `${head}:\n${lines.join('\n')}\n`;
}

function sayIds(what: string, ids: readonly string[]): string[] {
  if (ids.length === 0) return [];
  const rest = ids.length - listed;
  return [`  ${what} (${ids.length}): ${ids.slice(0, listed).join(', ')}${rest > 0 ? `, … and ${rest} more` : ''}`];
}
