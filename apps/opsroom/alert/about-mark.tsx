import type { AlertAbout, Sign } from '#libs/contracts';
import { Mark } from '../chart/legend.js';

/** The mark of what an alert is about: of a deviation as the chart draws it; an empty place for silence; a bell for a cord and a question. */
export function AboutMark({ about, sign }: { about: AlertAbout; sign: Sign }) {
  if (about.kind === 'deviation') {
    const { kind, direction } = about.deviation;
    return <Mark kind={kind} good={sign === 'pleasure'} down={direction === 'down'} />;
  }
  return (
    <svg class={`mark mark-${about.kind} is-${sign}`} viewBox="-8 -8 16 16" width="16" height="16" aria-hidden="true">
      {about.kind === 'silence' ? (
        <circle r="5.5" fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="3 2.5" />
      ) : (
        <path d="M-6 4H6L4 1V-2A4 4 0 0 0-4-2V1ZM-2 6H2" fill="none" stroke="currentColor" stroke-width="2" />
      )}
    </svg>
  );
}
