import { locale as ofPage } from '../words/language.js';

/** Writes a figure with the digits that its size deserves: 12,345 · 123.4 · 0.752. */
export function formatNumber(value: number, locale: string = ofPage): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: digitsFor(Math.abs(value)) }).format(value);
}

/** Writes a figure with the decimals that another of this size would have, so that a column lines up. */
export function formatLike(
  value: number,
  size: number,
  signDisplay: 'auto' | 'exceptZero' = 'auto',
  locale: string = ofPage,
): string {
  const digits = digitsFor(size);
  return new Intl.NumberFormat(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    signDisplay,
  }).format(value);
}

/** Writes a change with its sign; no change has none. */
export function formatChange(value: number, locale: string = ofPage): string {
  const maximumFractionDigits = digitsFor(Math.abs(value));
  return new Intl.NumberFormat(locale, { maximumFractionDigits, signDisplay: 'exceptZero' }).format(value);
}

/** Writes an index (a pure number, 1 is all that can be done) with two decimals. */
export function formatIndex(value: number, locale: string = ofPage): string {
  return new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value);
}

/** Writes a share of 1 in per cent. */
export function formatShare(
  share: number,
  signDisplay: 'auto' | 'exceptZero' = 'auto',
  locale: string = ofPage,
): string {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0, signDisplay }).format(share);
}

/**
 * Reads a figure as people type it: 1234,5 · 1 234.5 · 1'234 · 1.234,5. A lone mark is decimal unless it parts the digits
 * in threes as the locale's thousands do. Null for what is no number.
 */
export function parseFigure(text: string, locale: string = ofPage): number | null {
  const bare = text.replaceAll(/[\s'’_]/gu, '').replace('−', '-');
  const last = Math.max(bare.lastIndexOf(','), bare.lastIndexOf('.'));
  const grouped = last < 0 || partsThousands(bare, locale);
  const digits = grouped ? bare.replaceAll(/[.,]/gu, '') : withOnePoint(bare, last);
  return /^[+-]?(\d+\.?\d*|\.\d+)$/u.test(digits) ? Number(digits) : null;
}

function withOnePoint(bare: string, last: number): string {
  return `${bare.slice(0, last).replaceAll(/[.,]/gu, '')}.${bare.slice(last + 1)}`;
}

function partsThousands(bare: string, locale: string = ofPage): boolean {
  const group = new Intl.NumberFormat(locale).formatToParts(123_456).find((part) => part.type === 'group')?.value;
  if (group !== ',' && group !== '.') return false;
  const marks = bare.match(/[.,]/gu) ?? [];
  if (marks.some((mark) => mark !== group)) return false;
  return new RegExp(`^[+-]?[1-9]\\d{0,2}([${group}]\\d{3})+$`, 'u').test(bare);
}

function digitsFor(size: number): number {
  if (size >= 1000) return 0;
  if (size >= 100) return 1;
  return size >= 1 ? 2 : 3;
}
