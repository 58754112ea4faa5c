/**
 * The log density at e of Student's t with n > 0 degrees of freedom, centre 0 and squared scale Q. The ratio of the gamma
 * functions is ln Γ((n+1)/2) − ln Γ(n/2) = ½ ln(n/2) − 1/(4n) + 1/(24n³) − …, good to 1e-4 from n = 3 on.
 */
export function logStudent(e: number, n: number, Q: number): number {
  const gammas = 0.5 * Math.log(n / 2) - 1 / (4 * n) + 1 / (24 * n * n * n);
  return gammas - 0.5 * Math.log(n * Math.PI * Q) - ((n + 1) / 2) * Math.log1p((e * e) / (n * Q));
}

/** The log of a sum whose terms are given as logs; at least one of them must be finite. */
export function logSum(logs: readonly number[]): number {
  const most = Math.max(...logs);
  return most + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - most), 0));
}
