import type { LiveMapping } from '../../native-bridge/contract/bridge-contract.ts';
import { firstEndingAt } from '../../native-bridge/rules/sorted-mappings.ts';
import type { Session } from '../contract/app-contract.ts';
import type { Moment } from '../contract/recording-cursor.ts';

/** Mappings that go with a session: many sessions have to fit one message. */
const MOST_WITH_SESSION = 256;

/** Mappings of a page, at most some 130 bytes each. */
const PAGE = 16_384;

/** A session as windows are told it: a long list of mappings stays behind, and is asked for page by page. */
export function told(session: Session): Session {
  const { mappings } = session.state;
  if (mappings.length <= MOST_WITH_SESSION) return session;
  return { ...session, state: { ...session.state, mappings: [] }, unlisted: mappings.length };
}

/** A moment as windows are told it, likewise. */
export function toldMoment(moment: Moment): Moment {
  const { state } = moment;
  if (!state || state.mappings.length <= MOST_WITH_SESSION) return moment;
  return { ...moment, state: { ...state, mappings: [] }, unlisted: state.mappings.length };
}

/** The mappings that end at or above the IOVA `from`, as many as fit a message, and whether there are more. */
export function mappingPage(mappings: readonly LiveMapping[], from: bigint) {
  const first = firstEndingAt(mappings, from);
  return { mappings: mappings.slice(first, first + PAGE), more: first + PAGE < mappings.length };
}
