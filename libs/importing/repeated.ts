import { grouped } from '#libs/organisation';
import { doubtAt } from './doubt.js';
import type { Doubt } from './doubt.js';
import type { Figure } from './table.js';

/**
 * What is said of one period more than once: the same figure again is left out with a note; where the figures differ, none of them
 * is kept. Returns those that are kept, and the doubts.
 */
export function withoutRepeated(figures: readonly Figure[]): { kept: readonly Figure[]; doubts: readonly Doubt[] } {
  const doubts: Doubt[] = [];
  const dropped = new Set<Figure>();
  for (const same of grouped(figures, ({ observation, period }) => `${observation.indicator} ${period}`).values()) {
    const [first, ...others] = same;
    if (first === undefined || others.length === 0) continue;
    const differ = new Set(same.map(({ observation }) => observation.id)).size > 1;
    for (const figure of differ ? same : others) {
      dropped.add(figure);
      doubts.push(differ ? contradiction(figure, same) : again(figure, first));
    }
  }
  return { kept: figures.filter((figure) => !dropped.has(figure)), doubts };
}

function contradiction(figure: Figure, same: readonly Figure[]): Doubt {
  const others = same.filter((one) => one !== figure).map(({ address }) => address);
  const named = others.slice(0, 3).join(', ') + (others.length > 3 ? ` and ${others.length - 3} more` : '');
  const message = `${figure.period} has another figure in ${named}; leave only the right one.`;
  return doubtAt(figure, { code: 'period-repeated', message });
}

function again(figure: Figure, first: Figure): Doubt {
  const message = `${first.address} says the same of ${figure.period}; it is sent once.`;
  return doubtAt(figure, { code: 'period-repeated', severity: 'note', message });
}
