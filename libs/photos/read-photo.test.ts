import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readPhoto } from './read-photo.js';

const text = (value: string) => Array.from(value, (letter) => letter.charCodeAt(0));
const secret = text('GPS 19.43,-99.13 taken by Ana');
const segment = (marker: number, body: number[]) => [
  0xff,
  marker,
  (body.length + 2) >> 8,
  (body.length + 2) & 0xff,
  ...body,
];

const density = [...text('JFIF\0'), 1, 2, 1, 0, 72, 0, 72];
const jfif = segment(0xe0, [...density, 0, 0]);
const adobe = segment(0xee, [...text('Adobe'), 0, 100, 0, 0, 0, 0, 1]);
const table = segment(0xdb, [0, 1, 2, 3]);
/** A scan with a stuffed byte and a restart in it. */
const scan = [...segment(0xda, [1, 1, 0, 0, 63, 0]), 7, 0xff, 0x00, 8, 0xff, 0xd0, 9];
const end = [0xff, 0xd9];
const jpeg = [
  0xff,
  0xd8,
  ...jfif,
  ...segment(0xe1, secret),
  ...adobe,
  ...segment(0xed, secret),
  ...table,
  ...segment(0xfe, secret),
  ...scan,
  ...end,
];

const chunk = (name: string, body: number[]) => [
  0,
  0,
  body.length >> 8,
  body.length & 0xff,
  ...text(name),
  ...body,
  1,
  2,
  3,
  4,
];
const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const header = chunk('IHDR', [0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0]);
const png = [
  ...signature,
  ...header,
  ...chunk('tEXt', secret),
  ...chunk('eXIf', secret),
  ...chunk('IDAT', [1, 2]),
  ...chunk('IEND', []),
];

const little = (size: number) => [size & 0xff, (size >> 8) & 0xff, 0, 0];
const part = (name: string, body: number[]) => [
  ...text(name),
  ...little(body.length),
  ...body,
  ...(body.length % 2 ? [0] : []),
];
const riff = (parts: number[]) => [...text('RIFF'), ...little(4 + parts.length), ...text('WEBP'), ...parts];
const flagged = (flags: number) => part('VP8X', [flags, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
const webp = riff([
  ...flagged(0x1c),
  ...part('ALPH', [1, 2, 3]),
  ...part('VP8 ', [9, 9]),
  ...part('EXIF', secret),
  ...part('XMP ', secret),
]);

const of = (bytes: readonly number[]) => readPhoto(Uint8Array.from(bytes));
const kept = (bytes: readonly number[]) => {
  const photo = of(bytes);
  return 'code' in photo ? photo.code : { type: photo.type, bytes: [...photo.bytes] };
};

describe('a photo', () => {
  test('is a JPEG of which the picture is left', () => {
    const picture = [0xff, 0xd8, ...jfif, ...adobe, ...table, ...scan, ...end];
    expect(kept(jpeg)).toEqual({ type: 'image/jpeg', bytes: picture });
    expect(kept([...jpeg, ...secret])).toEqual({ type: 'image/jpeg', bytes: picture });
  });

  test.each([
    ['a thumbnail behind its density', [...segment(0xe0, [...density, 1, 11, ...secret, 0, 0, 0, 0]), ...adobe]],
    [
      'an extension with a thumbnail',
      [...jfif, ...segment(0xe0, [...text('JFXX\0'), 0x13, 1, 8, ...secret]), ...adobe],
    ],
    [
      "a camera's own notes",
      [...jfif, ...segment(0xe0, [...text('II'), 26, 0, 0, 0, ...text('HEAPCCDR'), ...secret]), ...adobe],
    ],
    [
      'more than how its colours are meant',
      [...jfif, ...adobe.slice(0, 2), 0, 14 + secret.length, ...adobe.slice(4), ...secret],
    ],
    ["somebody else's notes of that number", [...jfif, ...segment(0xee, secret), ...adobe]],
    [
      'notes that are cut short',
      [...jfif, ...segment(0xe0, text('JFIF\0Ana')), ...adobe, ...segment(0xee, text('AdobeAna'))],
    ],
  ])('is a JPEG without %s', (_, notes) => {
    const around = (segments: number[]) => [0xff, 0xd8, ...segments, ...table, ...scan, ...end];
    expect(kept(around(notes))).toEqual({ type: 'image/jpeg', bytes: around([...jfif, ...adobe]) });
  });

  test('is a PNG of which the picture is left', () => {
    const picture = [...signature, ...header, ...chunk('IDAT', [1, 2]), ...chunk('IEND', [])];
    expect(kept([...png, ...secret])).toEqual({ type: 'image/png', bytes: picture });
  });

  test('is a WebP of which the picture is left, and which says so', () => {
    const picture = riff([...flagged(0x10), ...part('ALPH', [1, 2, 3]), ...part('VP8 ', [9, 9])]);
    expect(kept([...webp, ...secret])).toEqual({ type: 'image/webp', bytes: picture });
  });

  test.each([
    ['nothing', []],
    ['text', text('<svg onload="alert(1)"/>')],
    ['a GIF', text('GIF89a')],
    ['a beginning', [0xff, 0xd8, 0xff]],
    ['a PNG that begins with something else', [...signature, ...chunk('tEXt', secret), ...chunk('IEND', [])]],
    ['a WebP without a picture', riff(part('EXIF', secret))],
  ])('is not %s', (_, bytes) => {
    expect(kept(bytes)).toBe('photo-malformed');
  });

  test.each([
    ['JPEG', jpeg],
    ['PNG', png],
    ['WebP', webp],
  ])('that breaks off is refused: %s', (_, bytes) => {
    for (let length = 0; length < bytes.length; length += 1)
      expect(kept(bytes.slice(0, length))).toBe('photo-malformed');
  });

  const big = (width: number, height: number) => {
    const sides = (bytes: number) => (side: number) =>
      Array.from({ length: bytes }, (_, n) => Math.floor(side / 256 ** (bytes - 1 - n)) & 0xff);
    const [two, three, four] = [2, 3, 4].map(sides);
    const of = (side: typeof two, ...all: number[]) => all.flatMap((one) => side?.(one) ?? []);
    const backwards = (side: typeof two, ...all: number[]) => all.flatMap((one) => (side?.(one) ?? []).toReversed());
    const frame = segment(0xc2, [8, ...of(two, height, width), 1, 1, 0x11, 0]);
    const lossless = ((width - 1) & 0x3f_ff) + ((height - 1) & 0x3f_ff) * 2 ** 14;
    return {
      JPEG: [0xff, 0xd8, ...jfif, ...frame, ...scan, ...end],
      PNG: [...signature, ...chunk('IHDR', [...of(four, width, height), 8, 2, 0, 0, 0]), ...chunk('IEND', [])],
      'extended WebP': riff([
        ...part('VP8X', [0, 0, 0, 0, ...backwards(three, width - 1, height - 1)]),
        ...part('VP8 ', [9, 9]),
      ]),
      WebP: riff(part('VP8 ', [0, 0, 0, 0x9d, 1, 0x2a, ...backwards(two, width, height)])),
      'lossless WebP': riff(part('VP8L', [0x2f, ...backwards(four, lossless), 0, 0, 0, 0, 0])),
    };
  };

  test.each(Object.keys(big(1, 1)) as (keyof ReturnType<typeof big>)[])(
    'of more pixels than anybody takes is refused, however few bytes it has: %s',
    (kind) => {
      expect(kept(big(8_000, 6_000)[kind])).toMatchObject({ type: expect.any(String) });
      expect(kept(big(16_000, 16_000)[kind])).toBe('photo-malformed');
    },
  );

  test('that tells only at its end how high it is counts as high as can be', () => {
    expect(kept(big(1_000, 0).JPEG)).toBe('photo-malformed');
  });

  test('that was read once is read again as it is', () => {
    for (const bytes of [jpeg, png, webp]) {
      const once = of(bytes);
      expect('code' in once ? once : readPhoto(once.bytes)).toEqual(once);
    }
  });

  test('whatever comes is read or refused, and tells nothing of its notes', () => {
    const begun = fc.constantFrom([0xff, 0xd8, 0xff], signature, [...text('RIFF'), 40, 0, 0, 0, ...text('WEBP')], []);
    fc.assert(
      fc.property(begun, fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 80 }), (start, rest) => {
        const photo = of([...start, ...rest]);
        expect('code' in photo ? photo.code : 'read').toMatch(/^(photo-malformed|read)$/);
      }),
    );
    for (const bytes of [jpeg, png, webp]) expect(JSON.stringify(kept(bytes))).not.toContain(secret.join(','));
  });
});
