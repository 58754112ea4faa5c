import { capital, type Facts, listed, type Phrases, type Since } from './phrases.js';

const unsure = 'the next figures will confirm it or not';

/** What a deviation is told with in English. */
export const english: Phrases = {
  told: {
    raised: {
      unclear: (facts) => `${strayed(facts)}; ${undecided(facts.since)}.`,
      transient: (facts) => `${strayed(facts)}; ${seen(facts.since)} like a one-off.`,
      step: (facts) =>
        `Since ${facts.onset} the level seems to have ${moved(facts)} by about ${facts.amount}; ${unsure}.`,
      slope: (facts) =>
        `Since ${facts.onset} the trend seems to have turned ${ward(facts)}, by about ${facts.rate}; ${unsure}.`,
    },
    revised: {
      unclear: (facts) => `${strayed(facts)}; it is open again whether it lasts.`,
      transient: (facts) => `${strayed(facts)}; ${seen(facts.since)} more like a one-off.`,
      step: (facts) => stepped(facts, 'suggest'),
      slope: (facts) => `${turned(facts)}${says(facts.since, 'suggest', 'it', '; ')}.`,
    },
    settled: {
      unclear: (facts) => `${strayed(facts)}; it stays open whether that was a one-off or a lasting change.`,
      transient: (facts) =>
        `${strayed(facts)}${says(facts.since, 'show', 'that it was a one-off', '; ') || '; a one-off'}.`,
      step: (facts) => stepped(facts, 'confirm'),
      slope: (facts) => `${turned(facts)}${says(facts.since, 'confirm', 'it', '; ')}.`,
    },
    withdrawn: {
      unclear: (facts) => nothing(facts),
      transient: (facts) => nothing(facts),
      step: (facts) => `The level has not ${moved(facts)} since ${facts.onset} after all${asShown(facts.since)}.`,
      slope: (facts) =>
        `The trend has not turned ${ward(facts)} since ${facts.onset} after all${asShown(facts.since)}.`,
    },
  },
  locale: 'en',
  percent: (number) => `${number} %`,
  points: (number) => `${number} percentage ${number === '1' ? 'point' : 'points'}`,
  each: {
    hour: 'an hour',
    shift: 'a shift',
    day: 'a day',
    week: 'a week',
    month: 'a month',
    quarter: 'a quarter',
    year: 'a year',
    figure: 'from one figure to the next',
    minutes: (count) => (count === 1 ? 'a minute' : `every ${count} minutes`),
  },
};

function strayed(facts: Facts): string {
  const side = facts.direction === 'up' ? 'above' : 'below';
  return `${unusual(facts)}: about ${facts.amount} (${facts.sd} sd) ${side} what was expected`;
}

function unusual({ direction, onset }: Facts): string {
  return `${capital(onset)} was unusually ${direction === 'up' ? 'high' : 'low'}`;
}

function undecided(since: Since): string {
  if (since.length === 0) return 'the next figures will tell whether it lasts';
  return `${named(since)} ${isOne(since) ? 'does' : 'do'} not yet tell whether it lasts`;
}

function seen(since: Since): string {
  return since.length === 0 ? 'it looks' : `with ${named(since)} it looks`;
}

function stepped(facts: Facts, verb: Verb): string {
  const past = facts.direction === 'up' ? 'rose' : 'dropped';
  const confirmed = says(facts.since, verb, `that the level ${past} by about ${facts.amount}`, '; ');
  if (facts.plain && confirmed !== '') return `${unusual(facts)}${confirmed}.`;
  const bare = `Since ${facts.onset} the level has ${moved(facts)} by about ${facts.amount}`;
  return `${bare}${says(facts.since, verb, 'it', '; ')}.`;
}

function turned(facts: Facts): string {
  return `Since ${facts.onset} the trend has turned ${ward(facts)}, by about ${facts.rate}`;
}

function nothing({ onset, since }: Facts): string {
  return `${capital(onset)} was nothing unusual after all${asShown(since)}.`;
}

function asShown(since: Since): string {
  return says(since, 'show', '', ', as ');
}

type Verb = 'suggest' | 'confirm' | 'show';

/** "; Tuesday and Wednesday confirm it"; nothing where no figure has followed. */
function says(since: Since, verb: Verb, what: string, before: string): string {
  if (since.length === 0) return '';
  return `${before}${named(since)} ${isOne(since) ? `${verb}s` : verb} ${what}`.trimEnd();
}

function named(since: Since): string {
  return since === 'many' ? 'the figures since' : listed(since, 'and');
}

function isOne(since: Since): boolean {
  return since !== 'many' && since.length === 1;
}

function moved({ direction }: Facts): string {
  return direction === 'up' ? 'risen' : 'dropped';
}

function ward({ direction }: Facts): string {
  return direction === 'up' ? 'upwards' : 'downwards';
}
