const rounds = 64;

/** The first 64 primes, of whose cube and square roots the constants are the fractions. */
const primes = Array.from({ length: 312 }, (_, number) => number).filter(
  (number) => number > 1 && !Array.from({ length: number }, (_, i) => i).some((i) => i > 1 && number % i === 0),
);
const fraction = (root: number): number => Math.floor((root - Math.floor(root)) * 2 ** 32) | 0;
const factors = Int32Array.from(primes.slice(0, rounds), (prime) => fraction(Math.cbrt(prime)));
const beginning = Int32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));
/** Each byte's two hexadecimal digits. */
const digits = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const encoder = new TextEncoder();

/**
 * SHA-256 of a text in UTF-8, as 64 hexadecimal digits (FIPS 180-4; its letters are kept). Own code, because ids are derived in
 * pages too, and browsers offer theirs only on pages that are served securely.
 */
export function sha256(text: string): string {
  const message = padded(encoder.encode(text));
  const hash = beginning.slice();
  const schedule = new Int32Array(rounds);
  for (let from = 0; from < message.length; from += 16) {
    schedule.set(message.subarray(from, from + 16));
    compress(hash, schedule);
  }
  let hexadecimal = '';
  for (const word of hash) for (const shift of [24, 16, 8, 0]) hexadecimal += digits[(word >>> shift) & 0xff] ?? '';
  return hexadecimal;
}

/** The bytes, a one bit, zeros, and the length in bits, as words of 32 bits. */
function padded(bytes: Uint8Array): Int32Array {
  const { length } = bytes;
  const words = new Int32Array(Math.ceil((length + 9) / 64) * 16);
  const put = (at: number, byte: number) => (words[at >>> 2] = (words[at >>> 2] ?? 0) | (byte << (24 - (at & 3) * 8)));
  for (let at = 0; at < length; at += 1) put(at, bytes[at] ?? 0);
  put(length, 0x80);
  words[words.length - 2] = Math.floor((length * 8) / 2 ** 32);
  words[words.length - 1] = length * 8;
  return words;
}

/** Works one block, the first 16 words of the schedule W, into the hash. */
function compress(hash: Int32Array, W: Int32Array): void {
  const at = (index: number): number => W[index] ?? 0;
  for (let t = 16; t < rounds; t += 1) {
    const s0 = turn(at(t - 15), 7) ^ turn(at(t - 15), 18) ^ (at(t - 15) >>> 3);
    const s1 = turn(at(t - 2), 17) ^ turn(at(t - 2), 19) ^ (at(t - 2) >>> 10);
    W[t] = at(t - 16) + s0 + at(t - 7) + s1;
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = hash;
  for (let t = 0; t < rounds; t += 1) {
    const sum1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
    const T1 = (h + sum1 + ((e & f) ^ (~e & g)) + (factors[t] ?? 0) + at(t)) | 0;
    const sum0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
    const T2 = (sum0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + T1) | 0;
    d = c;
    c = b;
    b = a;
    a = (T1 + T2) | 0;
  }
  for (const [index, word] of [a, b, c, d, e, f, g, h].entries()) hash[index] = (hash[index] ?? 0) + word;
}

function turn(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}
