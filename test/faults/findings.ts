/** What a check has counted after the faults; everything but `acknowledged`, `posted`, `climbsDue` and `repeated` should be 0. */
export interface Findings {
  posted: number;
  acknowledged: number;
  /** Acknowledged figures without a receipt or a row. */
  lost: number;
  /** Rows too many: an id twice, a revision that nobody posted. */
  doubled: number;
  /** Periods of wholes that are not the sum of what is below them. */
  wholesWrong: number;
  /** Assessments and snapshots that are not, bit for bit, those of a straight run over the same figures. */
  assessmentsWrong: number;
  climbsDue: number;
  climbsLost: number;
  climbsDoubled: number;
  /** Messages to units that the relay has sent again, with the same id: receivers pass over them. */
  repeated: number;
  /** Everything that is wrong, in words. */
  complaints: string[];
}

/** Nothing found yet. */
export function noFindings(): Findings {
  const counts = { posted: 0, acknowledged: 0, lost: 0, doubled: 0, wholesWrong: 0, assessmentsWrong: 0 };
  return { ...counts, climbsDue: 0, climbsLost: 0, climbsDoubled: 0, repeated: 0, complaints: [] };
}

/** Counts what is wrong under one of the numbers, and says the first of each kind in words. */
export function complain(
  findings: Findings,
  count: 'lost' | 'doubled' | 'wholesWrong' | 'assessmentsWrong' | 'climbsLost' | 'climbsDoubled',
  sentence: string,
): void {
  findings[count] += 1;
  if (findings[count] <= 5) findings.complaints.push(`${count}: ${sentence}`);
}
