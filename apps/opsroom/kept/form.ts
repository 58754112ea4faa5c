import type { Trouble } from '../data/answer.js';

/** A form as it goes to the regulator: where to, with which body, and in a few words what it is. */
export interface Form {
  /** Its own id: sent as often as need be, it is taken once. */
  id: string;
  path: string;
  method: 'POST' | 'PUT';
  /** JSON, or a picture. */
  body: unknown;
  label: string;
}

/** A form that is kept in this browser until it has been sent. */
export interface KeptForm extends Form {
  /** The account that has filled it in; null where nobody signs in. */
  person: string | null;
  /** For which unit, as the header Synco-As says it. */
  as: string | null;
  /** When it was filled in, in ms since 1970. */
  at: number;
  /** Why the regulator has not taken it; null while it waits to be sent. */
  refused: Trouble | null;
}
