import { joined, viewOf } from './joined.js';

const picture: ReadonlySet<string> = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);
/** The flags of VP8X that say that EXIF and XMP are there. */
const notes = 0x08 | 0x04;

/** A WebP without notes and without what lies behind its end; null where it breaks off. Chunks after RFC 9649. */
export function withoutWebpNotes(bytes: Uint8Array): Uint8Array | null {
  const view = viewOf(bytes);
  const whole = 8 + view.getUint32(4, true);
  if (whole > bytes.length) return null;
  const kept: Uint8Array[] = [];
  for (let at = 12; at + 8 <= whole;) {
    const length = view.getUint32(at + 4, true);
    const end = at + 8 + length + (length % 2);
    const name = String.fromCharCode(...bytes.subarray(at, at + 4));
    if (end > whole) return null;
    if (picture.has(name)) kept.push(name === 'VP8X' ? unnoted(bytes.slice(at, end)) : bytes.subarray(at, end));
    at = end;
  }
  const chunks = joined(kept);
  if (!kept.some((chunk) => chunk[0] === 0x56)) return null;
  const head = bytes.slice(0, 12);
  viewOf(head).setUint32(4, 4 + chunks.length, true);
  return joined([head, chunks]);
}

/** How many pixels a WebP says that it has, as a whole or in one of its pictures. */
export function webpPixels(picture: Uint8Array): number {
  const view = viewOf(picture);
  let most = 0;
  for (let at = 12; at + 18 <= picture.length;) {
    most = Math.max(most, pixelsIn(picture.subarray(at, at + 4), view, at + 8));
    const length = view.getUint32(at + 4, true);
    at += 8 + length + (length % 2);
  }
  return most;
}

/** What stands in a chunk of that name whose content begins at `at`. */
function pixelsIn(name: Uint8Array, view: DataView, at: number): number {
  const short = (from: number) => view.getUint16(from, true);
  switch (String.fromCharCode(...name)) {
    case 'VP8X':
      return (1 + short(at + 4) + (view.getUint8(at + 6) << 16)) * (1 + short(at + 7) + (view.getUint8(at + 9) << 16));
    case 'VP8 ':
      return (short(at + 6) & 0x3f_ff) * (short(at + 8) & 0x3f_ff);
    case 'VP8L': {
      const sides = view.getUint32(at + 1, true);
      return (1 + (sides & 0x3f_ff)) * (1 + ((sides >>> 14) & 0x3f_ff));
    }
    default:
      return 0;
  }
}

function unnoted(chunk: Uint8Array): Uint8Array {
  chunk[8] = (chunk[8] ?? 0) & ~notes;
  return chunk;
}
