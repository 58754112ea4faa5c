import type { PostedObservation } from '#libs/contracts';

const place = 'synco.unsent';

/** Figures that nobody has taken yet, kept in the browser so that closing it loses nothing. By indicator. */
export function unsent(indicator: string): PostedObservation | null {
  return readAll()[indicator] ?? null;
}

/** Keeps a figure until it is taken; null forgets it. */
export function keepUnsent(indicator: string, observation: PostedObservation | null): void {
  const { [indicator]: _gone, ...others } = readAll();
  const next = observation === null ? others : { ...others, [indicator]: observation };
  try {
    localStorage.setItem(place, JSON.stringify(next));
  } catch {
    // Without storage the figure still lives in the open page.
  }
}

function readAll(): Record<string, PostedObservation> {
  try {
    const kept: Record<string, PostedObservation> | null = JSON.parse(localStorage.getItem(place) ?? '{}');
    return kept ?? {};
  } catch {
    return {};
  }
}
