import { joined, viewOf } from './joined.js';

const endOfImage = 0xd9;
const startOfScan = 0xda;
/** Application segments and comments. */
const isNote = (marker: number) => (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe;

/**
 * Of two kinds of notes the beginning stays: JFIF's (0, ITU-T T.871) says how wide a pixel is, Adobe's (14) how colours are meant. `data` is
 * how many bytes say it; behind them, and in other notes of these numbers, lie thumbnails, times and owners.
 */
const saysHow = new Map([
  [0xe0, { name: 'JFIF\0', data: 14 }],
  [0xee, { name: 'Adobe', data: 12 }],
]);

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
    kept.push(isNote(marker) ? saidOfPicture(bytes.subarray(at, end)) : bytes.subarray(at, next));
    at = next;
  }
  return null;
}

/** What a note says of the picture, as a segment; nothing where it says nothing of it. */
function saidOfPicture(segment: Uint8Array): Uint8Array {
  const { name, data } = saysHow.get(segment[1] ?? 0) ?? { name: '', data: 0 };
  const begun = String.fromCharCode(...segment.subarray(4, 4 + name.length));
  if (data === 0 || begun !== name || segment.length < 4 + data) return new Uint8Array();
  const said = segment.slice(0, 4 + data);
  said.set([0, 2 + data], 2);
  // The sides of JFIF's thumbnail, which is gone.
  if (segment[1] === 0xe0) said.fill(0, 4 + 12);
  return said;
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
