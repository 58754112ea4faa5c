import type { Outcome } from './campaign.js';

const columns: readonly (readonly [title: string, of: (outcome: Outcome) => string | number])[] = [
  ['scenario', ({ scenario }) => scenario],
  ['faults', ({ rounds }) => rounds],
  ['posted', ({ posted }) => posted],
  ['acknowledged', ({ acknowledged }) => acknowledged],
  ['lost', ({ lost }) => lost],
  ['doubled', ({ doubled }) => doubled],
  ['wholes wrong', ({ wholesWrong }) => wholesWrong],
  ['assessments wrong', ({ assessmentsWrong }) => assessmentsWrong],
  ['climbs due', ({ climbsDue }) => climbsDue],
  ['lost', ({ climbsLost }) => climbsLost],
  ['doubled', ({ climbsDoubled }) => climbsDoubled],
  ['sent again', ({ repeated }) => repeated],
  ['ended by itself', ({ ownEndings }) => ownEndings.length],
  ['seconds', ({ seconds }) => seconds],
];

/** Outcomes as a Markdown table. */
export function tableOf(outcomes: readonly Outcome[]): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  return [
    line(columns.map(([title]) => title)),
    line(columns.map((_, index) => (index === 0 ? '---' : '--:'))),
    ...outcomes.map((outcome) => line(columns.map(([, of]) => of(outcome)))),
  ].join('\n');
}
