/** What one part brought to the move of its whole, in the measure of the whole. */
export interface Brought {
  indicator: string;
  by: number;
}

export interface Share {
  indicator: string;
  /** From 0 to 1, of all that the parts brought in the direction of the move. */
  share: number;
}

const most = 5;
const enough = 0.8;

/**
 * The parts that explain most of a move, the largest first: as few as make up 80 % of what all of them brought in its direction, five at
 * most. What others brought the other way explains nothing, and makes no share greater than one.
 */
export function explainMove(parts: readonly Brought[], direction: 'up' | 'down'): Share[] {
  const along = parts
    .map(({ indicator, by }) => ({ indicator, by: direction === 'up' ? by : -by }))
    .filter(({ by }) => by > 0 && Number.isFinite(by))
    .toSorted((a, b) => b.by - a.by);
  const whole = along.reduce((sum, { by }) => sum + by, 0);
  const told: Share[] = [];
  let explained = 0;
  for (const { indicator, by } of along) {
    if (explained >= enough - 1e-9 || told.length === most) break;
    told.push({ indicator, share: by / whole });
    explained += by / whole;
  }
  return told;
}
