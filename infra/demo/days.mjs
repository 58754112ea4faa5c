const dayLength = 86_400_000;

/** M/D/YYYY, as the garment source writes it, as a count of days. */
export function dayOfSource(text) {
  const [month, day, year] = text.split('/').map(Number);
  return Date.UTC(year, month - 1, day) / dayLength;
}

/** An ISO date as a count of days. */
export function dayOf(isoDate) {
  return Date.parse(`${isoDate}T00:00:00Z`) / dayLength;
}

/** A count of days as an ISO date. */
export function isoDate(day) {
  return new Date(day * dayLength).toISOString().slice(0, 10);
}

/** The whole weeks, in days, that bring `day` as near before `today` as weeks can. */
export function weeksUpTo(day, today) {
  return Math.floor((today - 1 - day) / 7) * 7;
}
