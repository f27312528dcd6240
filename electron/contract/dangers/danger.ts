import type { KnownFunction } from '../../../native-bridge/contract/facts.ts';
import type { WritePlace } from './write-place.ts';

/** What is about to be done, as far as a danger looks at it. */
export interface Deed {
  /** Kind of the request, or `burst pcistb`. */
  readonly kind: string;
  /** Where it writes on the function, if it does. */
  readonly place?: WritePlace;
}

/** Something that is allowed and can cost dearly: it is asked about once a session. */
export interface Danger {
  readonly id: string;
  /** What it may cost, for whoever is asked. */
  readonly sentence: string;
  /** What of the deed is dangerous, in words; undefined when it is not. */
  readonly why: (deed: Deed, target: KnownFunction) => string | undefined;
}
