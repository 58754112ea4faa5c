import { checkValue } from '#libs/indicators';
import type { Indicator, Scale } from '#libs/contracts';
import { hundredfold, textOf } from './cell.js';
import type { Cell } from './cell.js';
import type { Fault } from './doubt.js';
import { quoted } from './doubt.js';
import { marksOf, numberText } from './read-number.js';
import type { DecimalMark } from './read-number.js';

/** What a cell says: a figure (of n, for a fraction written k/n), that there is none, or nothing that can be sent. */
export type Value =
  | { kind: 'value'; value: number; n: number | null }
  | { kind: 'none' }
  | { kind: 'fault'; fault: Fault };

const saysNone =
  /^(?:[-–—.?…]+|n\/?a|n\.\s?a\.|n\/?d|n\.\s?d\.|s\/d|k\.\s?a\.|none|null|nil|missing|no data|sin datos?|absent)$/i;
const saysError = /^(?:#|err:\d+$)/i;
const partOfWhole = /^(\d+)\s*\/\s*(\d+)$/;
const dateText = /^\d{4}-\d\d-\d\d(?:T|$)/;

/** Whether the text would be read as a number, so that it takes part in deciding its column's decimal mark. */
export function isNumberText(cell: Cell): cell is string {
  return typeof cell === 'string' && !saysNone.test(cell.trim()) && !partOfWhole.test(cell.trim());
}

/** Reads a cell as a figure of the indicator; `mark` is its column's decimal mark, null where the cells have not decided it. */
export function readValue(cell: Cell, indicator: Indicator, mark: DecimalMark | null): Value {
  if (cell === null) return { kind: 'none' };
  if (typeof cell === 'number') return onScale(cell, indicator);
  if (typeof cell === 'object') return readPercent(cell.percent, indicator);
  const text = textOf(cell);
  if (saysNone.test(text)) {
    const message = `${quoted(text)} is taken as no figure, not as zero.`;
    return { kind: 'fault', fault: { code: 'cell-without-figure', severity: 'note', message } };
  }
  if (saysError.test(text)) return fault('value-formula-error', formulaSentence(text));
  const parts = partOfWhole.exec(text);
  if (parts !== null && indicator.scale === 'fraction') return readParts(Number(parts[1]), Number(parts[2]), text);
  return readText(text, indicator, mark);
}

function formulaSentence(text: string): string {
  return text === neverCalculated
    ? 'The formula in this cell has never been calculated; open the file in a spreadsheet, save it and choose it again.'
    : `The formula in this cell ended in the error ${quoted(text)}; mend it, or empty the cell.`;
}

/** What stands for a formula without a result: spreadsheets keep the last result beside each formula, some programs do not. */
export const neverCalculated = '#UNCALCULATED';

function readParts(part: number, whole: number, text: string): Value {
  if (whole === 0 || part > whole || whole > 2_147_483_647)
    return fault('value-out-of-scale', `${quoted(text)} is no part of a whole; write k/n with k not above n.`);
  return { kind: 'value', value: part / whole, n: whole };
}

/** A number that its spreadsheet shows in per cent. */
function readPercent(share: number, indicator: Indicator): Value {
  if (indicator.scale === 'fraction') return onScale(share, indicator);
  return indicator.measure.includes('%')
    ? onScale(hundredfold(share), indicator)
    : notPercent(`${hundredfold(share)} %`, indicator);
}

function notPercent(text: string, { measure }: Indicator): Value {
  return fault(
    'value-not-a-number',
    `${quoted(text)} is a percentage, but this is measured in ${measure}; write it so.`,
  );
}

function readText(text: string, indicator: Indicator, mark: DecimalMark | null): Value {
  const percent = text.endsWith('%');
  const bare = percent ? text.slice(0, -1).trim() : text;
  if (percent && indicator.scale !== 'fraction' && !indicator.measure.includes('%')) return notPercent(text, indicator);
  const readings = new Set(
    (mark === null ? (['point', 'comma'] as const) : [mark]).flatMap((one) => numberText(bare, one) ?? []),
  );
  const [number, ...others] = readings;
  if (others.length > 0 && new Set([...readings].map(Number)).size > 1) return openFault(text, bare);
  if (number === undefined) return fault('value-not-a-number', notNumber(text, mark));
  return onScale(percent && indicator.scale === 'fraction' ? hundredth(number) : Number(number), indicator);
}

/** A hundredth of a number's text, by moving its mark, so that nothing is rounded. */
function hundredth(number: string): number {
  return /e/i.test(number) ? Number(number) / 100 : Number(`${number}e-2`);
}

function openFault(text: string, bare: string): Value {
  const { comma, point } = marksOf(bare);
  return {
    kind: 'fault',
    fault: {
      code: 'decimal-mark-open',
      asks: 'decimal',
      message: `${quoted(text)} can be ${point} or ${comma}; say whether the column's decimal mark is the point or the comma.`,
    },
  };
}

function notNumber(text: string, mark: DecimalMark | null): string {
  if (dateText.test(text)) {
    return `${quoted(text)} is a date, where a number should be; spreadsheets make dates of 3/4 or 1.5: set the cell's format to text or number.`;
  }
  const other = mark === 'comma' ? 'point' : 'comma';
  if (mark !== null && numberText(text, other) !== null)
    return `${quoted(text)} is no number where the decimal mark is the ${mark}; write it as the rest of its column.`;
  return `${quoted(text)} is not a number; write a number, or leave the cell empty for no figure.`;
}

const onScaleHint: Readonly<Record<Scale, string>> = {
  real: '',
  positive: ' It counts from 0 up.',
  count: ' It counts whole things.',
  fraction: ' Write 0.45, 45 % or 9/20.',
};

function onScale(value: number, { scale }: Indicator): Value {
  if (Math.abs(value) > 1e100) return fault('value-out-of-scale', `${value} is larger than any figure can be.`);
  const misfit = checkValue(scale, value);
  return misfit === null ? { kind: 'value', value, n: null } : fault('value-out-of-scale', misfit + onScaleHint[scale]);
}

function fault(code: Fault['code'], message: string): Value {
  return { kind: 'fault', fault: { code, message } };
}
