/** How a cadence cuts time into numbered, named periods; `offset` is the zone's, all times are in milliseconds. */
export interface Grid {
  /** The period that the instant would lie in, had the zone always had this offset. */
  ordinalAt(instant: number, offset: number): number;
  /** Where the period would start, had the zone always had this offset. */
  startAt(ordinal: number, offset: number): number;
  /** The time on the local clock with which the period is named. */
  localStart(ordinal: number, startsAt: number, offset: number): number;
  name(ordinal: number, localStart: number, offset: number): string;
  /** The period that the name can only mean; whether it is its proper name is seen by naming that period. */
  read(name: string): number | null;
}
