import type { RequestRow } from '../../../electron/contract/app-contract.ts';
import { stateAfter } from '../../../electron/contract/programs/effect.ts';
import type { LiveState, Request } from '../../../native-bridge/contract/bridge-contract.ts';
import { requestSchema } from '../../../native-bridge/contract/requests/request.ts';

/** The IOVA map of a recording as of any of its requests: what was mapped before, plus what the requests up to there did. */

interface Change {
  readonly seq: number;
  readonly request: Request;
}

/** Successful requests of this function that change buffers or mappings, in order. */
export function changesOf(rows: readonly RequestRow[]): readonly Change[] {
  return rows.flatMap((row) => {
    if (row.status !== 'ok' || row.on !== undefined) return [];
    const parsed = requestSchema.safeParse({ ...row.request, kind: row.kind });
    return parsed.success ? [{ seq: row.seq, request: parsed.data }] : [];
  });
}

/** The state before the first change: the end state without what the changes made. */
function before(changes: readonly Change[], end: LiveState): LiveState {
  const mapped = new Set(changes.map(({ request }) => (request.kind === 'dma.map' ? request.iova : undefined)));
  const allocated = new Set(
    changes.map(({ request }) => (request.kind === 'buffer.alloc' ? request.buffer : undefined)),
  );
  const mappings = end.mappings.filter(({ iova }) => !mapped.has(iova));
  const buffers = end.buffers.filter(({ name }) => !allocated.has(name));
  return { ...end, mappings, buffers, dmaAvail: end.dmaAvail + end.mappings.length - mappings.length };
}

/** Buffers keep the addresses they have at the end, where those are known. */
function withAddresses(state: LiveState, end: LiveState): LiveState {
  const known = new Map(end.buffers.map(({ name, vaddr }) => [name, vaddr]));
  return {
    ...state,
    buffers: state.buffers.map((buffer) => ({ ...buffer, vaddr: known.get(buffer.name) ?? buffer.vaddr })),
  };
}

/** State right after request `seq`, computed from the changes and the state at the end. */
export function stateAt(changes: readonly Change[], end: LiveState, seq: number): LiveState {
  let state = before(changes, end);
  for (const change of changes) {
    if (change.seq > seq) break;
    state = withAddresses(stateAfter(change.request, state), end);
  }
  return state;
}

/** Requests of one sort looked at; what a recording has beyond them is left out. */
export const MOST_CHANGES = 20_000;
