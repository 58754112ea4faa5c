import type { Figure } from './table.js';

const nameOf = ({ observation }: Figure) => observation.indicator;

/**
 * Figures in the order in which an import is best sent: one indicator after the other, each as it stands in the table. So a series
 * arrives as one piece, and nobody is alarmed by what is over by its newest figure.
 */
export function byIndicator(figures: readonly Figure[]): Figure[] {
  return figures.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : Number(nameOf(a) > nameOf(b))));
}
