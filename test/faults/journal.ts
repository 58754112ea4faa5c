import type { Figured } from './works.js';

/** What the one who posts knows of a figure: sent, and perhaps acknowledged or refused. */
export interface Entry extends Figured {
  state: 'sent' | 'acknowledged' | 'refused';
}

/** The journal of the one who posts, kept apart from everything that is put under fault. */
export class Journal {
  readonly entries = new Map<string, Entry>();
  /** How many figures have been acknowledged. */
  acknowledged = 0;

  send(figures: readonly Figured[]): void {
    for (const figure of figures) {
      if (!this.entries.has(figure.id)) this.entries.set(figure.id, { ...figure, state: 'sent' });
    }
  }

  /** Notes the answer: an id for each figure, or null where it was refused. */
  answered(figures: readonly Figured[], ids: readonly (string | null)[]): void {
    for (const [index, { id }] of figures.entries()) {
      const entry = this.entries.get(id);
      if (entry?.state !== 'sent') continue;
      entry.state = ids[index] === id ? 'acknowledged' : 'refused';
      if (entry.state === 'acknowledged') this.acknowledged += 1;
    }
  }
}
