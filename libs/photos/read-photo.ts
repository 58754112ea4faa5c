import type { PhotoKept, Refusal } from '#libs/contracts';
import { jpegPixels, withoutJpegNotes } from './jpeg.js';
import { pngPixels, withoutPngNotes } from './png.js';
import { webpPixels, withoutWebpNotes } from './webp.js';

/** A photo of which only the picture is left: no place, no time, no name of a camera, nothing behind its end. */
export interface Photo {
  type: PhotoKept['type'];
  bytes: Uint8Array;
}

/** What a good phone takes. A file of few bytes can say that it is a picture of billions, which ends the browser of whoever looks at it. */
const mostPixels = 50_000_000;

const kinds: readonly {
  type: PhotoKept['type'];
  begins: (bytes: Uint8Array) => boolean;
  /** Null where the file is not what its beginning says. */
  without: (bytes: Uint8Array) => Uint8Array | null;
  pixels: (picture: Uint8Array) => number;
}[] = [
  {
    type: 'image/jpeg',
    begins: (bytes) => has(bytes, 0, [0xff, 0xd8, 0xff]),
    without: withoutJpegNotes,
    pixels: jpegPixels,
  },
  {
    type: 'image/png',
    begins: (bytes) => has(bytes, 0, [0x89, 0x50, 0x4e, 0x47]),
    without: withoutPngNotes,
    pixels: pngPixels,
  },
  {
    type: 'image/webp',
    begins: (bytes) => has(bytes, 0, [0x52, 0x49, 0x46, 0x46]) && has(bytes, 8, [0x57, 0x45, 0x42, 0x50]),
    without: withoutWebpNotes,
    pixels: webpPixels,
  },
];

/** Reads a photo by what it is, whatever it is called, and leaves out all that is not the picture. */
export function readPhoto(bytes: Uint8Array): Photo | Refusal {
  const kind = kinds.find(({ begins }) => begins(bytes));
  if (!kind) return { code: 'photo-malformed', message: 'This is no JPEG, PNG or WebP.' };
  const picture = kind.without(bytes);
  if (!picture)
    return { code: 'photo-malformed', message: `This begins as ${kind.type}, and breaks off or goes on otherwise.` };
  if (kind.pixels(picture) > mostPixels)
    return { code: 'photo-malformed', message: `This says that it has more than ${mostPixels / 1e6} million pixels.` };
  return { type: kind.type, bytes: picture };
}

function has(bytes: Uint8Array, at: number, wanted: readonly number[]): boolean {
  return wanted.every((byte, index) => bytes[at + index] === byte);
}
