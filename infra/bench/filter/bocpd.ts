import type { Alarm, Chart } from './chart.js';

/** A run of r rows since the last change: its probability, mean, and the β of its Normal-Gamma posterior. */
interface Run {
  r: number;
  p: number;
  mean: number;
  beta: number;
}

const kappa0 = 0.2;
const unborn: Omit<Run, 'p'> = { r: 0, mean: 0, beta: 1 };
const short = 30;
const least = 1e-6;
const long = 100;

/**
 * Bayesian online change point detection: the posterior of the run length, Gaussian values with a Normal-Gamma prior (μ 0, κ .2,
 * α 1, β 1), constant hazard; alarm where runs of 1 … 30 rows have more than `threshold` of the mass, and again only after they
 * have had less than a quarter. Its onset is the beginning of the likeliest of them; runs with less than 1e-6 are let go,
 * and runs of more than 100 rows, which say about the same, are kept as the likeliest of them.
 *
 * R. P. Adams, D. J. C. MacKay, *Bayesian online changepoint detection*, arXiv:0710.3742 (2007).
 */
export function bocpd(hazard: number, threshold: number): Chart {
  const at = (runs: readonly Run[], armed: boolean): Chart => ({
    next: (z) => {
      const after = grown(runs, z, hazard);
      const mass = after.reduce((sum, { r, p }) => sum + (r > 0 && r <= short ? p : 0), 0);
      if (armed && mass > threshold) return { chart: at(after, false), alarm: alarmOf(after) };
      return { chart: at(after, armed || mass < 0.25), alarm: null };
    },
  });
  return at([{ ...unborn, p: 1 }], false);
}

function grown(runs: readonly Run[], z: number, hazard: number): Run[] {
  const explained = runs.map((run) => run.p * density(run, z));
  const total = explained.reduce((sum, p) => sum + p, 0);
  const after: Run[] = [{ ...unborn, p: hazard }];
  runs.forEach(({ r, mean, beta }, i) => {
    const p = (1 - hazard) * ((explained[i] ?? 0) / total);
    if (p < least) return;
    const kappa = kappa0 + r;
    const off = z - mean;
    after.push({ r: r + 1, p, mean: mean + off / (kappa + 1), beta: beta + (kappa * off * off) / (2 * (kappa + 1)) });
  });
  return pooled(after);
}

function pooled(runs: readonly Run[]): Run[] {
  const old = runs.filter(({ r }) => r > long);
  if (old.length < 2) return [...runs];
  const likeliest = old.reduce((best, run) => (run.p > best.p ? run : best));
  const p = old.reduce((sum, run) => sum + run.p, 0);
  return [...runs.filter(({ r }) => r <= long), { ...likeliest, p }];
}

/** Student's t with 2α = 2 + r degrees of freedom. */
function density({ r, mean, beta }: Run, z: number): number {
  const n = 2 + r;
  const kappa = kappa0 + r;
  const scale = (beta * (kappa + 1)) / ((n / 2) * kappa);
  const factor = gammaRatio(n) / Math.sqrt(n * Math.PI * scale);
  return factor * (1 + (z - mean) ** 2 / (n * scale)) ** (-(n + 1) / 2);
}

const ratios = [NaN, 1 / Math.sqrt(Math.PI)];

/** Γ((n + 1)/2) / Γ(n/2), each from the one before. */
function gammaRatio(n: number): number {
  for (let known = ratios.length; known <= n; known++) ratios.push((known - 1) / 2 / (ratios[known - 1] ?? NaN));
  return ratios[n] ?? NaN;
}

function alarmOf(runs: readonly Run[]): Alarm {
  const young = runs.filter(({ r }) => r > 0 && r <= short);
  const likeliest = young.reduce((best, run) => (run.p > best.p ? run : best));
  const before = runs.filter(({ r }) => r > short);
  const mass = before.reduce((sum, { p }) => sum + p, 0);
  const level = mass > 0 ? before.reduce((sum, { p, mean }) => sum + (p * mean) / mass, 0) : 0;
  return { direction: likeliest.mean > level ? 'up' : 'down', ago: likeliest.r - 1 };
}
