/** Which mark begins the decimals of a column's numbers. */
export type DecimalMark = 'comma' | 'point';

const marks: Readonly<Record<DecimalMark, { decimal: string; groups: string }>> = {
  comma: { decimal: ',', groups: ".'_ " },
  point: { decimal: '.', groups: ",'_ " },
};
const patterns = { comma: patternsOf(marks.comma), point: patternsOf(marks.point) };

/**
 * Reads a number as text writes it, as far as its decimal mark is the given one: 1234.5 · 1,234.5 · 1 234.5 · 1'234.5 · 12,34,567 ·
 * −5 · 1.2e3. The text comes back as a program writes it ("1234.5"), so that no digit is rounded; null for what is no such number.
 */
export function numberText(text: string, mark: DecimalMark): string | null {
  const bare = text
    .trim()
    .replaceAll(/[\u00A0\u2007\u202F\u2009]/g, ' ')
    .replaceAll(/[’ʼ`]/g, "'")
    .replace(/^[−–]/, '-');
  const plain = patterns[mark].plain.exec(bare);
  const grouped = plain === null ? patterns[mark].grouped.exec(bare) : null;
  if (plain !== null) {
    const [, sign = '', whole = '', decimals, exponent = ''] = plain;
    return whole === '' && decimals === undefined ? null : joined(sign, whole, decimals, exponent);
  }
  if (grouped === null) return null;
  const [, sign = '', whole = '', , , decimals] = grouped;
  return joined(sign, whole.replaceAll(/\D/g, ''), decimals, '');
}

/** A number's text without its sign of per cent. */
export function withoutPercent(text: string): string {
  return text.replace(/(?<!\s)\s*%$/, '');
}

/** Which mark a number's text can have: both where they agree on its value or where it stays open, none where it is no number. */
export function marksOf(text: string): { comma: number | null; point: number | null } {
  const [comma, point] = [numberText(text, 'comma'), numberText(text, 'point')];
  return { comma: comma === null ? null : Number(comma), point: point === null ? null : Number(point) };
}

/** Threes, or as in India a three and twos before it, all parted by the same sign; a group never follows a leading 0. */
function patternsOf({ decimal, groups }: { decimal: string; groups: string }): { plain: RegExp; grouped: RegExp } {
  const threes = `[1-9]\\d{0,2}([${groups}])\\d{3}(?:\\3\\d{3})*`;
  const lakhs = `[1-9]\\d?(?:(,)\\d\\d)(?:,\\d\\d)*,\\d{3}`;
  const whole = decimal === '.' ? `${threes}|${lakhs}` : `${threes}|(?!)()`;
  const decimals = `(?:\\${decimal}(\\d+))?`;
  return {
    plain: new RegExp(`^([+-]?)(\\d*)${decimals}(e[+-]?\\d+)?$`, 'i'),
    grouped: new RegExp(`^([+-]?)(${whole})${decimals}$`),
  };
}

function joined(sign: string, whole: string, decimals: string | undefined, exponent: string): string {
  return `${sign === '-' ? '-' : ''}${whole === '' ? '0' : whole}${decimals === undefined ? '' : `.${decimals}`}${exponent}`;
}
