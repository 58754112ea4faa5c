/** The colours of a chart, read from the style sheet, so that light and dark are decided in one place. */
export interface Palette {
  ink: string;
  soft: string;
  grid: string;
  ground: string;
  figure: string;
  band: string;
  level: string;
  capability: string;
  potentiality: string;
  reference: string;
  good: string;
  bad: string;
}

const names: Record<keyof Palette, string> = {
  ink: '--ink',
  soft: '--ink-soft',
  grid: '--grid',
  ground: '--card',
  figure: '--figure',
  band: '--band',
  level: '--level',
  capability: '--capability',
  potentiality: '--potentiality',
  reference: '--reference',
  good: '--good',
  bad: '--bad',
};

/** Reads the palette in force for an element. */
export function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element);
  const entries = Object.entries(names).map(([key, name]) => [key, style.getPropertyValue(name).trim()]);
  return Object.fromEntries(entries) as Palette;
}
