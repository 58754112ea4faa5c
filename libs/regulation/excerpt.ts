const kept = 300;
const shown: ReadonlySet<string> = new Set(['id', 'indicator', 'period', 'at', 'postedAt']);

/**
 * What is told of something refused, for whoever has to find the sender: what it was about, and how its other fields are called.
 * Figures, notes and names stay inside the unit, and so does what might be one under a name that is misspelt.
 */
export function excerptOf(text: string): string {
  return Array.from(withoutPrivate(text)).slice(0, kept).join('');
}

function withoutPrivate(text: string): string {
  const read = objectIn(text);
  if (read === null) return `${text.length} characters that are no JSON object`;
  const told = Object.entries(read).map(([name, value]) => [
    name,
    shown.has(name) && typeof value === 'string' ? value : '…',
  ]);
  return JSON.stringify(Object.fromEntries(told));
}

function objectIn(text: string): object | null {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && !Array.isArray(read) ? read : null;
  } catch {
    return null;
  }
}
