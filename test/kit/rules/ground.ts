import type { Alert, AlertEvent, Dispatch, Figure, OrganisationDocument } from '#libs/contracts';
import type { Organisation } from '#libs/organisation';
import type { AssessmentRow, Store, Timer } from '#libs/regulation';

/** What a story is played on: a store, and a way to see all that has been committed to it. */
export interface Ground {
  store: Store;
  /** Makes a document the organisation in force, with all that follows from it. */
  apply(document: OrganisationDocument, now: string): Promise<void>;
  look(): Promise<Sight>;
}

/** What the filter says of a period, as far as the rules ask for it. */
export type Said = Pick<AssessmentRow, 'period' | 'level' | 'levelSd' | 'forecast' | 'deviation'>;

/** All that has been committed. */
export interface Sight {
  organisation: Organisation;
  alerts: ReadonlyMap<string, Alert>;
  /** In the order of their commits, as far as one alert is concerned. */
  events: readonly AlertEvent[];
  told: readonly Dispatch[];
  /** Messages that ask for roll-ups, in the order of their commits. */
  rollUps: readonly string[];
  timers: readonly Timer[];
  /** The newest word on each period of each indicator, in the order of the periods. */
  assessments: ReadonlyMap<string, readonly Said[]>;
  figures: ReadonlyMap<string, readonly Pick<Figure, 'period' | 'comparable' | 'settled'>[]>;
}
