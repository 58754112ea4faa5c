const rounds = 64;

/** The first 64 primes, of whose cube and square roots the constants are the fractions. */
const primes = Array.from({ length: 312 }, (_, number) => number).filter(
  (number) => number > 1 && !Array.from({ length: number }, (_, i) => i).some((i) => i > 1 && number % i === 0),
);
const fraction = (root: number): number => Math.floor((root - Math.floor(root)) * 2 ** 32) | 0;
const factors = primes.slice(0, rounds).map((prime) => fraction(Math.cbrt(prime)));
const beginning = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));

/**
 * SHA-256 of a text in UTF-8, as 64 hexadecimal digits (FIPS 180-4; its letters are kept). Own code, because ids are derived in
 * pages too, and browsers offer theirs only on pages that are served securely.
 */
export function sha256(text: string): string {
  const message = padded(new TextEncoder().encode(text));
  let hash: readonly number[] = beginning;
  for (let block = 0; block < message.length; block += 16) hash = compress(hash, message.slice(block, block + 16));
  return hash.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

/** The bytes, a one bit, zeros, and the length in bits, as words of 32 bits. */
function padded(bytes: Uint8Array): number[] {
  const blocks = Math.ceil((bytes.length + 9) / 64);
  const view = new DataView(new ArrayBuffer(blocks * 64));
  for (const [index, byte] of bytes.entries()) view.setUint8(index, byte);
  view.setUint8(bytes.length, 0x80);
  view.setUint32(blocks * 64 - 8, Math.floor((bytes.length * 8) / 2 ** 32));
  view.setUint32(blocks * 64 - 4, (bytes.length * 8) >>> 0);
  return Array.from({ length: blocks * 16 }, (_, word) => view.getInt32(word * 4));
}

function compress(hash: readonly number[], block: readonly number[]): number[] {
  const W = [...block];
  const at = (index: number): number => W[index] ?? 0;
  for (let t = 16; t < rounds; t += 1) {
    const s0 = turn(at(t - 15), 7) ^ turn(at(t - 15), 18) ^ (at(t - 15) >>> 3);
    const s1 = turn(at(t - 2), 17) ^ turn(at(t - 2), 19) ^ (at(t - 2) >>> 10);
    W.push((at(t - 16) + s0 + at(t - 7) + s1) | 0);
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = hash;
  for (let t = 0; t < rounds; t += 1) {
    const sum1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
    const T1 = (h + sum1 + ((e & f) ^ (~e & g)) + (factors[t] ?? 0) + at(t)) | 0;
    const sum0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
    const T2 = (sum0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [a, b, c, d, e, f, g, h] = [(T1 + T2) | 0, a, b, c, (d + T1) | 0, e, f, g];
  }
  return [a, b, c, d, e, f, g, h].map((word, index) => (word + (hash[index] ?? 0)) | 0);
}

function turn(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}
