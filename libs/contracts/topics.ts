/** The topics of the bus. Records are JSON; the key decides the partition, so that all records of one key keep their order. */
export const topics = {
  /** Observation, keyed by indicator: what nodes and the HTTP door post. */
  observations: 'synco.observations',
  /** RollUp, keyed by the parent's indicator: "make this period again". */
  rollUps: 'synco.roll-ups',
  /** Dispatch, keyed by unit: what the unit hears about an alert, from above or from its own figures. */
  dispatches: 'synco.dispatches',
} as const;

export type Topic = (typeof topics)[keyof typeof topics];
