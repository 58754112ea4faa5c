interface Props {
  then: number;
  now: number;
  bounds: readonly [number, number];
  verdict: 'better' | 'worse' | 'same';
}

const width = 120;
const edge = 8;

/** A level then (hollow) and now (filled) on a scale that all rows of the table share. */
export function Dumbbell({ then, now, bounds: [least, most], verdict }: Props) {
  const span = most - least || 1;
  const at = (level: number) => edge + ((level - least) / span) * (width - 2 * edge);
  return (
    <svg class={`dumbbell is-${verdict}`} viewBox={`0 0 ${width} 16`} width={width} height="16" aria-hidden="true">
      <line class="rail" x1={edge} y1="8" x2={width - edge} y2="8" />
      <line class="way" x1={at(then)} y1="8" x2={at(now)} y2="8" />
      <circle class="then" cx={at(then)} cy="8" r="4" />
      <circle class="now" cx={at(now)} cy="8" r="5" />
    </svg>
  );
}
