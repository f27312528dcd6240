import { EMPTY_STATE, type LiveState } from '../../../native-bridge/contract/bridge-contract.ts';
import { requestSchema } from '../../../native-bridge/contract/requests/request.ts';
import type { RequestRow } from '../app-contract.ts';
import { stateAfter } from '../programs/effect.ts';

/** Buffers and mappings of the session's function (under '') and of the others by name, followed row by row. */
export class Setup {
  readonly #states = new Map<string, LiveState>();

  /** What the function was told to have: from a recording, or of a live session. */
  tell(state: LiveState, on = ''): void {
    this.#states.set(on, state);
  }

  /** Takes what a request did. */
  follow({ kind, request, status, on = '' }: RequestRow): void {
    if (status !== 'ok' || !CHANGING.has(kind)) return;
    const parsed = requestSchema.safeParse({ kind, ...request });
    if (parsed.success) this.#states.set(on, stateAfter(parsed.data, this.state(on)));
  }

  /** The same as seen by that function alone. */
  only(on = ''): Setup {
    const setup = new Setup();
    setup.tell(this.state(on));
    return setup;
  }

  state(on = ''): LiveState {
    return this.#states.get(on) ?? EMPTY_STATE;
  }
}

const CHANGING: ReadonlySet<string> = new Set(['buffer.alloc', 'dma.map', 'dma.unmap']);
