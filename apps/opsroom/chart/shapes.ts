import type { DeviationKind } from '#libs/contracts';

/** The mark of each kind of deviation as an SVG path around 0,0, 12 wide: told apart by shape, not by colour. */
export const shapes: Record<DeviationKind, string> = {
  unclear: 'M-5 0A5 5 0 1 0 5 0A5 5 0 1 0 -5 0Z',
  transient: 'M0 -6L6 0L0 6L-6 0Z',
  step: 'M-6 5L-6 1L0 1L0 -5L6 -5L6 -1L3 -1L3 5Z',
  slope: 'M-6 5L6 5L6 -6Z',
};
