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

/** Reads the palette in force for an element. */
export function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    ink: colour('ink'),
    soft: colour('ink-soft'),
    grid: colour('grid'),
    ground: colour('card'),
    figure: colour('figure'),
    band: colour('band'),
    level: colour('level'),
    capability: colour('capability'),
    potentiality: colour('potentiality'),
    reference: colour('reference'),
    good: colour('good'),
    bad: colour('bad'),
  };
}
