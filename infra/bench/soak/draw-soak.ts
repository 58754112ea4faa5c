/** The regulator at one moment of the soak. */
export interface Sample {
  minute: number;
  regulatorMb: number;
  /** Records on the bus and messages in the outbox that have not been taken. */
  waiting: number;
  /** The 95th percentile of the answers to posts since the last sample, in milliseconds. */
  answerMs: number;
}

const width = 760;
const height = 130;
const left = 70;
const rows: readonly [title: string, of: (sample: Sample) => number][] = [
  ['memory of the regulator, MB', ({ regulatorMb }) => regulatorMb],
  ['waiting records and messages', ({ waiting }) => waiting],
  ['answer to a post, p95 ms', ({ answerMs }) => answerMs],
];

/** Three small charts over the minutes of the soak, as SVG. */
export function drawSoak(samples: readonly Sample[]): string {
  const end = Math.max(1, ...samples.map(({ minute }) => minute));
  const charts = rows.map(([title, of], index) => chart(samples, { title, of, end, top: index * height }));
  const size = `width="${width}" height="${rows.length * height}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="sans-serif" font-size="12">
<rect width="100%" height="100%" fill="#fff"/>
${charts.join('\n')}
</svg>
`;
}

function chart(
  samples: readonly Sample[],
  { title, of, end, top }: { title: string; of: (sample: Sample) => number; end: number; top: number },
): string {
  const most = Math.max(1, ...samples.map(of));
  const x = (minute: number) => left + (minute / end) * (width - left - 20);
  const y = (value: number) => top + height - 28 - (value / most) * (height - 56);
  const line = samples.map((sample) => `${x(sample.minute).toFixed(1)},${y(of(sample)).toFixed(1)}`).join(' ');
  return `<text x="${left}" y="${top + 18}" fill="#333">${title}</text>
<line x1="${left}" y1="${y(0)}" x2="${width - 20}" y2="${y(0)}" stroke="#999"/>
<text x="${left - 8}" y="${y(0) + 4}" text-anchor="end" fill="#555">0</text>
<text x="${left - 8}" y="${y(most) + 4}" text-anchor="end" fill="#555">${Math.round(most)}</text>
<text x="${width - 20}" y="${top + height - 10}" text-anchor="end" fill="#555">${Math.round(end)} min</text>
<polyline points="${line}" fill="none" stroke="#2563a8" stroke-width="1.5"/>`;
}
