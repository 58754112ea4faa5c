import { useId } from 'preact/hooks';
import { addressOf } from '../addresses.js';
import { periodLabel } from '../format/periods.js';
import { go } from '../route.js';
import { words } from '../words.js';
import { type Quarter, quarterAfter } from './quarters.js';

const yearsOffered = 40;

/** Which quarter is compared: one step earlier or later, or any by year and number. */
export function QuarterChooser({ unit, quarter, newest }: { unit: string; quarter: Quarter; newest: Quarter }) {
  const id = useId();
  const to = (name: string) => addressOf({ page: 'compare', id: unit, quarter: name });
  const last = Math.max(newest.year, quarter.year);
  const years = Array.from({ length: Math.max(yearsOffered, last - quarter.year + 1) }, (_, index) => last - index);
  return (
    <div class="quarter-chooser">
      <a class="button" href={to(quarterAfter(quarter, -1).name)} aria-label={words.compare.earlier}>
        ←
      </a>
      <div class="field">
        <label for={`${id}-quarter`}>{words.compare.quarter}</label>
        <select
          id={`${id}-quarter`}
          value={quarter.number}
          onChange={(event) => go(to(`${quarter.year}-Q${event.currentTarget.value}`))}
        >
          {[1, 2, 3, 4].map((number) => (
            <option key={number} value={number}>
              {periodLabel(`${quarter.year}-Q${number}`).slice(0, 2)}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for={`${id}-year`}>{words.compare.year}</label>
        <select
          id={`${id}-year`}
          value={quarter.year}
          onChange={(event) => go(to(`${event.currentTarget.value}-Q${quarter.number}`))}
        >
          {years.map((year) => (
            <option key={year} value={year}>
              {year}
            </option>
          ))}
        </select>
      </div>
      <a class="button" href={to(quarterAfter(quarter, 1).name)} aria-label={words.compare.later}>
        →
      </a>
    </div>
  );
}
