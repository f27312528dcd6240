import { EMPTY_STATE, type LiveState, type StateChange } from '../../../native-bridge/contract/bridge-contract.ts';
import { requestSchema } from '../../../native-bridge/contract/requests/request.ts';
import { FollowedState } from '../../../native-bridge/contract/state-change.ts';
import type { RequestRow } from '../app-contract.ts';
import { changeOf } from '../programs/effect.ts';

/** Buffers and mappings of the session's function (under '') and of the others by name, followed row by row. */
export class Setup {
  readonly #states = new Map<string, FollowedState>();

  /** What the function was told to have: from a recording, or of a live session. */
  tell(state: LiveState, on = ''): void {
    this.#states.set(on, new FollowedState(state));
  }

  /** What a request changed of that. */
  change(change: StateChange, on = ''): void {
    this.#followed(on).change(change);
  }

  /** Takes what a request did. */
  follow({ kind, request, status, on = '' }: RequestRow): void {
    if (status !== 'ok' || !CHANGING.has(kind)) return;
    const parsed = requestSchema.safeParse({ kind, ...request });
    const change = parsed.success && changeOf(parsed.data, this.state(on));
    if (change) this.change(change, on);
  }

  /** The same as seen by that function alone. */
  only(on = ''): Setup {
    const setup = new Setup();
    setup.tell(this.state(on));
    return setup;
  }

  state(on = ''): LiveState {
    return this.#states.get(on)?.state ?? EMPTY_STATE;
  }

  #followed(on: string): FollowedState {
    const followed = this.#states.get(on) ?? new FollowedState(EMPTY_STATE);
    this.#states.set(on, followed);
    return followed;
  }
}

const CHANGING: ReadonlySet<string> = new Set(['buffer.alloc', 'dma.map', 'dma.unmap']);
