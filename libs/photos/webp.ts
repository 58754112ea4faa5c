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

function unnoted(chunk: Uint8Array): Uint8Array {
  chunk[8] = (chunk[8] ?? 0) & ~notes;
  return chunk;
}
