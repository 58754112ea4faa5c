/** A stream of random numbers, the same for the same seed. */
export interface Random {
  /** Uniform in [0, 1). */
  uniform: () => number;
  /** Standard normal (Box & Muller 1958). */
  normal: () => number;
}

/** A stream that begins at a seed: sfc32, the small fast counting generator of Doty-Humphrey's PractRand. */
export function randomFrom(seed: number): Random {
  const uniform = counting(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  for (let i = 0; i < 15; i++) uniform();
  return { uniform, normal };
}

function counting(seed: number): () => number {
  let a = seed | 0;
  let b = ~a;
  let c = 0x9e3779b9;
  let count = 1;
  return () => {
    const drawn = (((a + b) | 0) + count) | 0;
    count = (count + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + drawn) | 0;
    return (drawn >>> 0) / 2 ** 32;
  };
}

/** A seed for a name and a number (FNV-1a), so that each cell has its own and every detector the same. */
export function seedOf(name: string, number: number): number {
  let hash = 0x811c9dc5;
  for (const char of `${name}#${number}`) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}

/** The count that a Poisson variable with this mean takes at a quantile u: one uniform number a draw, whatever the mean. */
export function poissonAt(u: number, mean: number): number {
  return countAt(u, Math.exp(-mean), (k) => mean / k);
}

/** How many of n succeed at a quantile u, each with probability p < 1. */
export function binomialAt(u: number, n: number, p: number): number {
  return countAt(u, (1 - p) ** n, (k) => ((n - k + 1) / k) * (p / (1 - p)));
}

function countAt(u: number, none: number, ratio: (k: number) => number): number {
  let k = 0;
  let probability = none;
  let below = none;
  while (u >= below && k < 10_000) {
    k++;
    probability *= ratio(k);
    below += probability;
    if (probability < 1e-300 && u < 0.5) break;
  }
  return k;
}

/** Student's t with 4 degrees of freedom, scaled to sd 1. */
export function student4(random: Random): number {
  const chiSquare = -2 * Math.log((1 - random.uniform()) * (1 - random.uniform()));
  return random.normal() / Math.sqrt(chiSquare / 2);
}
