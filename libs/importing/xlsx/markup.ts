/**
 * A tag of that name, with any prefix: its attributes and, where it is not closed at once, what stands inside. No tag goes on over the next.
 */
export function tags(xml: string, name: string): { attributes: ReadonlyMap<string, string>; inside: string }[] {
  const pattern = new RegExp(`<(?:\\w+:)?${name}\\b([^<>]*?)(?:/>|>(?:([^<]*)</)?)`, 'g');
  return [...xml.matchAll(pattern)].map(([, attributes = '', inside = '']) => ({
    attributes: attributesOf(attributes),
    inside,
  }));
}

/** The attributes of a tag, by their names without prefix. */
export function attributesOf(text: string): ReadonlyMap<string, string> {
  return new Map(
    [...text.matchAll(/(?<!\w)(?:\w+:)?(\w+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, name = '', double, single]) => [
      name,
      unescaped(double ?? single ?? ''),
    ]),
  );
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const lastCodePoint = 0x10_ff_ff;

function unescaped(text: string): string {
  return text.replaceAll(
    /&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return entities[name] ?? whole;
      const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return point <= lastCodePoint ? String.fromCodePoint(point) : whole;
    },
  );
}
