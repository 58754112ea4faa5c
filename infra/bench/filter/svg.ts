/** Colours of middling lightness on no ground at all: readable on white and on black. */
export const colours = {
  ink: '#7d8590',
  faint: '#7d859055',
  blue: '#3b8ed0',
  band: '#3b8ed033',
  orange: '#d9822b',
  green: '#3a9d5d',
  violet: '#9a6dd7',
  red: '#d5505a',
} as const;

export type Attributes = Readonly<Record<string, string | number>>;
export type Point = readonly [x: number, y: number];

/** One element with what is in it. */
export function element(name: string, attributes: Attributes, inside = ''): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${round(value)}"`);
  return `<${name}${written.join('')}>${inside}</${name}>`;
}

/** A line through points. */
export function line(points: readonly Point[], stroke: string, more: Attributes = {}): string {
  const written = points.map(([x, y]) => `${round(x)},${round(y)}`).join(' ');
  return element('polyline', { points: written, fill: 'none', stroke, 'stroke-width': 1.6, ...more });
}

export function dot([cx, cy]: Point, fill: string, more: Attributes = {}): string {
  return element('circle', { cx, cy, r: 2.4, fill, ...more });
}

/** Words at a place. */
export function text([x, y]: Point, words: string, more: Attributes = {}): string {
  return element('text', { x, y, fill: colours.ink, 'font-size': 12, ...more }, escaped(words));
}

/** A whole picture, with the title and the description that are read aloud. */
export function picture({ width, height }: { width: number; height: number }, words: string, parts: readonly string[]) {
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    viewBox: `0 0 ${width} ${height}`,
    role: 'img',
    'font-family': 'system-ui, sans-serif',
  };
  return `${element('svg', attributes, `\n${[element('title', {}, escaped(words)), ...parts].join('\n')}\n`)}\n`;
}

/** The way from numbers to places: `from` onto `onto`, on a log scale if asked for. */
export function scaleOf(from: Point, onto: Point, log = false): (x: number) => number {
  const bent = (x: number) => (log ? Math.log(x) : x);
  const share = (x: number) => (bent(x) - bent(from[0])) / (bent(from[1]) - bent(from[0]));
  return (x) => onto[0] + share(x) * (onto[1] - onto[0]);
}

function round(value: string | number): string {
  return typeof value === 'number' ? String(Math.round(value * 10) / 10) : value;
}

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
