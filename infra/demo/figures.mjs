/** The p-th quantile (p from 0 to 1), interpolated between the ordered values. */
export function quantile(values, p) {
  const ordered = values.toSorted((a, b) => a - b);
  const place = (ordered.length - 1) * p;
  const below = Math.floor(place);
  return ordered[below] + (place - below) * ((ordered[below + 1] ?? ordered[below]) - ordered[below]);
}

export function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Four decimals: more would claim to know more than an assumption does. */
export function rounded(value) {
  return Math.round(value * 1e4) / 1e4;
}
