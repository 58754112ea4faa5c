const kept = 300;

/**
 * The first characters of what was refused, for whoever has to find the sender. Figures, notes and names stay inside the unit,
 * so of what can be read they are left out.
 */
export function excerptOf(text: string): string {
  return Array.from(withoutPrivate(text)).slice(0, kept).join('');
}

function withoutPrivate(text: string): string {
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read !== 'object' || read === null || Array.isArray(read)) return text;
    const shown = Object.entries(read).filter(([name]) => !['value', 'n', 'note', 'by'].includes(name));
    return JSON.stringify(Object.fromEntries(shown));
  } catch {
    return text;
  }
}
