import type { Indicator } from '#libs/contracts';
import type { Organisation } from '#libs/organisation';
import type { Fault } from './doubt.js';
import { quoted } from './doubt.js';

/** What a name in a table stands for: an indicator that may be posted, one that may not, or (null) no indicator at all. */
export type Match = { kind: 'indicator'; indicator: Indicator } | { kind: 'fault'; fault: Fault } | null;

/** Finds indicators by their id, name, or name with the measure in brackets; capitals and blanks do not count. */
export function indicatorMatcher(organisation: Organisation, unit: string | null): (text: string) => Match {
  const own = named(unit === null ? organisation.document.indicators : organisation.indicatorsOf(unit));
  const all = unit === null ? own : named(organisation.document.indicators);
  const known = new Map<string, Match>();
  return (text) => {
    const key = plain(text);
    const before = known.get(key);
    if (before !== undefined) return before;
    const match = find(key, text, { own, all, organisation });
    known.set(key, match);
    return match;
  };
}

type Named = ReadonlyMap<string, readonly Indicator[]>;

function named(indicators: readonly Indicator[]): Named {
  const names = new Map<string, Indicator[]>();
  for (const indicator of indicators) {
    const { id, name, measure } = indicator;
    for (const key of new Set([plain(id), plain(name), plain(`${name} (${measure})`)])) {
      const list = names.get(key);
      if (list === undefined) names.set(key, [indicator]);
      else list.push(indicator);
    }
  }
  return names;
}

function find(key: string, text: string, known: { own: Named; all: Named; organisation: Organisation }): Match {
  const [one, ...others] = known.own.get(key) ?? [];
  const byId = known.organisation.indicator(key);
  if (one !== undefined && others.length > 0 && (byId === undefined || !known.own.get(key)?.includes(byId))) {
    const ids = [one, ...others].slice(0, 5).map(({ id }) => id);
    return fault('indicator-ambiguous', `${quoted(text)} names several indicators; write one of ${ids.join(', ')}.`);
  }
  const found = others.length > 0 ? byId : one;
  if (found !== undefined) return posted(found);
  const [elsewhere] = known.all.get(key) ?? [];
  if (elsewhere !== undefined) {
    const unit = known.organisation.unit(elsewhere.unit)?.name ?? elsewhere.unit;
    return fault('not-allowed', `${quoted(text)} belongs to ${unit}; choose the file there, or leave the column out.`);
  }
  return otherMeasure(key, text, known.own);
}

function posted(indicator: Indicator): Match {
  if (indicator.rollUp === undefined) return { kind: 'indicator', indicator };
  return fault(
    'indicator-rolled-up',
    `${quoted(indicator.name)} (${indicator.id}) is made from the units below; leave it out, it follows by itself.`,
  );
}

function otherMeasure(key: string, text: string, own: Named): Match {
  const [, name, measure] = /^(.+?) ?\(([^()]*)\)$/.exec(key) ?? [];
  const [found] = name === undefined ? [] : (own.get(name) ?? []);
  if (found === undefined) return null;
  return fault(
    'indicator-unknown',
    `${quoted(text)} is in ${measure}, but ${found.id} is measured in ${found.measure}; convert the column, or mend its header.`,
  );
}

function plain(text: string): string {
  return text.normalize('NFC').trim().replaceAll(/\s+/g, ' ').toLowerCase();
}

function fault(code: Fault['code'], message: string): Match {
  return { kind: 'fault', fault: { code, message } };
}
