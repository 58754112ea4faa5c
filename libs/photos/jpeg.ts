import { joined, viewOf } from './joined.js';

const endOfImage = 0xd9;
const startOfScan = 0xda;
/** Application segments 1 to 15 and comments; Adobe's (14) says how colours are meant, and stays. */
const isNote = (marker: number) => (marker > 0xe0 && marker <= 0xef && marker !== 0xee) || marker === 0xfe;

/** The markers 0xc0 to 0xcf that begin a frame: all but those of tables (0xc4, 0xcc) and one that is nobody's (0xc8). */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/**
 * A JPEG without notes and without what lies behind its end; null where it breaks off. Segments after ITU-T T.81 (1992), B.1. That it was
 * held upright is lost with the notes: whoever takes photos turns them before.
 */
export function withoutJpegNotes(bytes: Uint8Array): Uint8Array | null {
  const kept = [bytes.subarray(0, 2)];
  for (let at = 2; at + 1 < bytes.length;) {
    const marker = bytes[at + 1] ?? 0;
    if (bytes[at] !== 0xff) return null;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === endOfImage) return joined([...kept, bytes.subarray(at, at + 2)]);
    const end = at + 2 + (bytes[at + 2] ?? 0) * 256 + (bytes[at + 3] ?? 0);
    if (end < at + 4 || end > bytes.length) return null;
    const next = marker === startOfScan ? endOfScan(bytes, end) : end;
    if (!isNote(marker)) kept.push(bytes.subarray(at, next));
    at = next;
  }
  return null;
}

/** How many pixels a JPEG without notes says that it has; as many as there can be where it says so only behind its first scan. */
export function jpegPixels(picture: Uint8Array): number {
  const view = viewOf(picture);
  let most = 0;
  for (let at = 2; at + 9 <= picture.length;) {
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const end = at + 2 + view.getUint16(at + 2);
    if (isFrame(marker)) most = Math.max(most, (view.getUint16(at + 5) || 0xff_ff) * view.getUint16(at + 7));
    at = marker === startOfScan ? endOfScan(picture, end) : end;
  }
  return most;
}

/** Where the coded picture ends: at a marker that is neither a stuffed byte nor a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = from; at + 1 < bytes.length; at += 1) {
    const next = bytes[at + 1] ?? 0;
    if (bytes[at] === 0xff && next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return bytes.length;
}
