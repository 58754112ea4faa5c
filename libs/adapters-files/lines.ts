import { crc32 } from 'node:zlib';

/** A value as a line of a journal: its check sum in hexadecimal, a space, the value as JSON text without line breaks. */
export function encodeLine(value: string): string {
  return `${sumOf(value)} ${value}\n`;
}

/** What the whole lines of a piece of a journal say, and how many bytes of it they take; what follows is torn or damaged. */
export function decodeLines(bytes: Buffer): { values: string[]; sizes: number[]; good: number } {
  const values: string[] = [];
  const sizes: number[] = [];
  let good = 0;
  for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, good)) {
    const line = bytes.toString('utf8', good, end);
    const value = line.slice(9);
    if (line[8] !== ' ' || line.slice(0, 8) !== sumOf(value)) break;
    values.push(value);
    sizes.push(end + 1 - good);
    good = end + 1;
  }
  return { values, sizes, good };
}

function sumOf(value: string): string {
  return crc32(value).toString(16).padStart(8, '0');
}
