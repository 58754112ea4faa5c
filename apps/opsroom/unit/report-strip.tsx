import type { ReportPoint, ReportState } from '#libs/contracts';
import { periodLabel } from '../format/periods.js';
import { words } from '../words.js';

/** Marks that are told apart without colour. */
const marks: Record<ReportState, string> = {
  reported: '●',
  zero: '0',
  'not-due': '·',
  'not-working': '–',
  late: '!',
  missing: '✕',
  'not-yet-synchronised': '…',
};
const most = 31;

/** The newest periods of an indicator, each with the mark of what is known of its report, and the marks in words. */
export function ReportStrip({ points }: { points: readonly ReportPoint[] }) {
  const shown = points.slice(-most);
  const states = [...new Set(shown.map(({ state }) => state))];
  return (
    <>
      <ol class="report-strip">
        {shown.map(({ period, state }) => {
          const said = `${periodLabel(period)}: ${words.reports.states[state]}`;
          return (
            <li key={period} class={`is-${state}`}>
              <span role="img" aria-label={said} title={said}>
                {marks[state]}
              </span>
            </li>
          );
        })}
      </ol>
      <p class="soft" aria-hidden="true">
        {states.map((state) => `${marks[state]} ${words.reports.states[state]}`).join(' · ')}
      </p>
    </>
  );
}
