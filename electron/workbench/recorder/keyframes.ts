import type { LiveState, StateChange } from '../../../native-bridge/contract/bridge-contract.ts';
import { FollowedState } from '../../../native-bridge/contract/state-change.ts';

/** Few changes are quickly worked in; before this many bytes of them no state is written again. */
const LEAST_BYTES = 64 * 1024;

/** Reading a chunk for the changes in it takes as long as reading so many bytes of a state, and few chunks are quickly read. */
const CHUNK_BYTES = 64 * 1024;
const LEAST_CHUNKS = 8;

/**
 * When a recording tells the whole state again: once the changes since it was last told, or the chunks they lie in, take longer to read
 * than it does. So a reader has little to work in wherever it starts, and a recording grows with what happens, however much is mapped.
 */
export class Keyframes {
  #followed: FollowedState | undefined;
  #size = 0;
  #since = 0;
  #chunk = -1;
  #chunks = 0;

  /** As of the last change. */
  get state(): LiveState | undefined {
    return this.#followed?.state;
  }

  armed(armed: boolean): void {
    this.#followed?.arm(armed);
  }

  /** The whole state was written, in so many bytes. */
  told(state: LiveState, bytes: number): void {
    this.#followed = new FollowedState(state);
    this.#size = bytes;
    this.#since = 0;
    this.#chunks = 0;
  }

  /** A change was written, in so many bytes, into the file's `chunk`th chunk. Gives the state when it is time to write it. */
  changed(change: StateChange, bytes: number, chunk: number): LiveState | undefined {
    this.#followed?.change(change);
    this.#since += bytes;
    if (chunk !== this.#chunk) this.#chunks += 1;
    this.#chunk = chunk;
    return this.#isDue ? this.#followed?.state : undefined;
  }

  get #isDue(): boolean {
    if (this.#since > Math.max(this.#size, LEAST_BYTES)) return true;
    return this.#chunks > Math.max(this.#size / CHUNK_BYTES, LEAST_CHUNKS);
  }
}
