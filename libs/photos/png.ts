import { joined, viewOf } from './joined.js';

/** What makes the picture and its colours; all else is text, time, EXIF, or belongs to nobody. */
const picture: ReadonlySet<string> = new Set([
  'IHDR',
  'PLTE',
  'IDAT',
  'IEND',
  'tRNS',
  'gAMA',
  'cHRM',
  'sRGB',
  'iCCP',
  'sBIT',
  'pHYs',
]);

/** How many pixels a PNG says that it has: its first chunk says so. */
export function pngPixels(picture: Uint8Array): number {
  return picture.length < 24 ? 0 : viewOf(picture).getUint32(16) * viewOf(picture).getUint32(20);
}

/** A PNG without notes and without what lies behind its end; null where it breaks off. Chunks after the PNG specification (W3C, 2003), 5. */
export function withoutPngNotes(bytes: Uint8Array): Uint8Array | null {
  const view = viewOf(bytes);
  const kept = [bytes.subarray(0, 8)];
  for (let at = 8; at + 12 <= bytes.length;) {
    const end = at + 12 + view.getUint32(at);
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (end > bytes.length || (at === 8 && name !== 'IHDR')) return null;
    if (picture.has(name)) kept.push(bytes.subarray(at, end));
    if (name === 'IEND') return joined(kept);
    at = end;
  }
  return null;
}
