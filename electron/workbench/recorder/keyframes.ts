import type { LiveState, StateChange } from '../../../native-bridge/contract/bridge-contract.ts';
import { FollowedState } from '../../../native-bridge/contract/state-change.ts';

/** Few changes are quickly worked in; before this many bytes of them no state is written again. */
const LEAST_BYTES = 64 * 1024;

/**
 * When a recording tells the whole state again: once the changes since it was last told take more room than it did. So a reader has
 * little to work in wherever it starts, and a recording grows with what happens, however much is mapped.
 */
export class Keyframes {
  #followed: FollowedState | undefined;
  #size = 0;
  #since = 0;

  /** As of the last change. */
  get state(): LiveState | undefined {
    return this.#followed?.state;
  }

  armed(armed: boolean): void {
    if (this.#followed) this.#followed.change({ armed, dmaAvail: this.#followed.state.dmaAvail });
  }

  /** The whole state was written, in so many bytes. */
  told(state: LiveState, bytes: number): void {
    this.#followed = new FollowedState(state);
    this.#size = Math.max(bytes, LEAST_BYTES);
    this.#since = 0;
  }

  /** A change was written, in so many bytes. Gives the state when it is time to write it. */
  changed(change: StateChange, bytes: number): LiveState | undefined {
    this.#followed?.change(change);
    this.#since += bytes;
    return this.#since > this.#size ? this.#followed?.state : undefined;
  }
}
