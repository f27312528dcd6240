import type { LiveState } from '../../../native-bridge/contract/bridge-contract.ts';
import { FollowedState } from '../../../native-bridge/contract/state-change.ts';
import { byIova } from '../../../native-bridge/rules/sorted-mappings.ts';
import type { RecordedMessage } from '../recorder/messages.ts';

/** The state a message tells. Older recordings have the mappings in the order they were made in. */
export function stateOf({ atNs: _atNs, ...state }: RecordedMessage<'state'>): LiveState {
  return { ...state, mappings: [...state.mappings].sort(byIova) };
}

/** That state, to be followed through the changes behind it. */
export const recordedState = (message: RecordedMessage<'state'>) => new FollowedState(stateOf(message));
