/**
 * The part of the log density of Student's t that n > 0 degrees of freedom decide: ln Γ((n+1)/2) − ln Γ(n/2) − ½ ln nπ, its
 * gamma functions by their series ½ ln(n/2) − 1/(4n) + 1/(24n³), which is good to 1e-4 from n = 3 on.
 */
function logStudentFactor(n: number): number {
  return -0.5 * Math.log(2 * Math.PI) - 1 / (4 * n) + 1 / (24 * n * n * n);
}

/** The log density at e, given e²/Q and the squared scale Q of Student's t centred at 0. */
export function logStudent(ratio: number, n: number, Q: number): number {
  return logStudentFactor(n) - 0.5 * Math.log(Q) - ((n + 1) / 2) * Math.log1p(ratio / n);
}

/** The log of a sum whose terms are given as logs; at least one of them must be finite. */
export function logSum(logs: readonly number[]): number {
  let most = -Infinity;
  for (const log of logs) most = Math.max(most, log);
  let sum = 0;
  for (const log of logs) sum += Math.exp(log - most);
  return most + Math.log(sum);
}
