import type { Chance } from '../kit/chance.js';

/** Texts that have broken other programs: markup, quotes, half letters, names of object parts, paths, formulas, endless lengths. */
export const hostile: readonly string[] = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '😀'.repeat(3),
  '\u202eabc',
  '\u2028',
  'e\u0301\u0301\u0301',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '{{7*7}}',
  '${7*7}',
  "' or 1=1 --",
  '"; drop table account; --',
  '../../../../etc/passwd',
  '..%2f..%2fetc',
  '%00',
  '%',
  '%ff',
  '\\',
  '=1+1',
  '@SUM(1)',
  '__proto__',
  'constructor',
  'toString',
  'null',
  'NaN',
  '-0',
  '1e999',
  '-1',
  '9007199254740993',
  '0x10',
  '1,234.5',
  '١٢٣',
  'true',
  '[]',
  '{}',
  '2026-02-30',
  '0000-01-01',
  '9999-12-31T23:59:60Z',
  '2026-W54',
  'P1Y2M',
  'PT99999999H',
  '-P1D',
  '00000000-0000-0000-0000-000000000000',
  'http://127.0.0.1:9',
  'javascript:alert(1)',
  'file:///etc/passwd',
  '\r\nx-injected: 1',
  'x'.repeat(300),
  'ñ'.repeat(5_000),
];

const values: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -0,
  -1,
  0.1,
  1e308,
  -1e308,
  5e-324,
  2 ** 53,
  2 ** 31,
  [],
  {},
  [[]],
  [null],
  { a: 1 },
];

/** Any text: a hostile one, or random letters of all planes. */
export function anyText(chance: Chance): string {
  if (chance.happens(0.7)) return chance.oneOf(hostile);
  const letters = Array.from({ length: chance.below(30) }, () => String.fromCodePoint(chance.below(0x10ffff)));
  return letters.join('');
}

/** Any value that JSON can hold, a text more often than others. */
function anyValue(chance: Chance): unknown {
  return chance.happens(0.5) ? anyText(chance) : chance.oneOf(values);
}

/** The value with some parts exchanged, left out, doubled or added, wherever they lie. */
export function spoil(value: unknown, chance: Chance, share = 0.15): unknown {
  if (chance.happens(share)) return anyValue(chance);
  if (Array.isArray(value)) {
    const parts = value.filter(() => !chance.happens(share / 2)).map((part) => spoil(part, chance, share));
    return chance.happens(share / 2) ? [...parts, ...parts, anyValue(chance)] : parts;
  }
  if (typeof value !== 'object' || value === null) return value;
  const parts = Object.entries(value)
    .filter(() => !chance.happens(share / 3))
    .map(([name, part]): [string, unknown] => [name, spoil(part, chance, share)]);
  if (chance.happens(share)) parts.push([anyText(chance), anyValue(chance)]);
  return Object.fromEntries(parts);
}

/** The value with one of its parts exchanged, and all others as they were: what is wrong in one place only comes furthest. */
export function spoilOne(value: unknown, chance: Chance): unknown {
  const whole = leavesOf(value);
  const wanted = chance.below(Math.max(1, whole));
  let met = 0;
  const copy = (part: unknown): unknown => {
    if (Array.isArray(part) && part.length > 0) return part.map((one) => copy(one));
    if (typeof part !== 'object' || part === null || Object.keys(part).length === 0)
      return met++ === wanted ? anyValue(chance) : part;
    return Object.fromEntries(Object.entries(part).map(([name, one]) => [name, copy(one)]));
  };
  return copy(value);
}

function leavesOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  const parts: unknown[] = Object.values(value);
  return parts.length === 0 ? 1 : parts.reduce((sum: number, part) => sum + leavesOf(part), 0);
}

/** The bytes with some exchanged, cut out, repeated or cut off. */
export function spoilBytes(bytes: Uint8Array, chance: Chance): Uint8Array {
  let spoilt: Uint8Array = Uint8Array.from(bytes);
  for (let times = 1 + chance.below(6); times > 0 && spoilt.length > 0; times -= 1) {
    const at = chance.below(spoilt.length);
    const length = Math.min(spoilt.length - at, 1 + chance.below(60));
    const way = chance.below(4);
    if (way === 0) spoilt[at] = chance.below(256);
    else if (way === 1) spoilt = joined(spoilt.subarray(0, at), spoilt.subarray(at + length));
    else if (way === 2) spoilt = joined(spoilt.subarray(0, at + length), spoilt.subarray(at));
    else if (chance.happens(0.3)) spoilt = spoilt.slice(0, at);
  }
  return spoilt;
}

/** So many bytes of nothing in particular. */
export function anyBytes(chance: Chance, most = 400): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: chance.below(most) }, () => chance.below(256));
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}
