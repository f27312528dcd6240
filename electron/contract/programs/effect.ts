import type { LiveState, Request } from '../../../native-bridge/contract/bridge-contract.ts';

/** Made-up addresses of buffers that a dry run allocates; page-aligned, far from real ones. */
const DRY_VADDR = 0x7000_0000_0000n;

/** State after a request that went well, as far as later checks look at it: buffers and mappings. Nothing is sent. */
export function stateAfter(request: Request, state: LiveState): LiveState {
  if (request.kind === 'buffer.alloc') return withBuffer(state, request.buffer, request.size);
  if (request.kind === 'dma.map') return withMapping(state, request);
  if (request.kind === 'dma.unmap') return withoutMappings(state, request);
  return state;
}

function withBuffer(state: LiveState, name: string, size: number): LiveState {
  const others = state.buffers.filter((buffer) => buffer.name !== name);
  const vaddr = DRY_VADDR + BigInt(state.buffers.length) * 0x1_0000_0000n;
  return { ...state, buffers: [...others, { name, vaddr, size }] };
}

function withMapping(state: LiveState, request: Extract<Request, { kind: 'dma.map' }>): LiveState {
  const { buffer: name, at, iova, read, write } = request;
  const buffer = state.buffers.find((candidate) => candidate.name === name);
  if (!buffer) return state;
  const size = request.size ?? BigInt(buffer.size) - at;
  const mapping = { iova, size, vaddr: buffer.vaddr + at, read, write, buffer: name };
  return { ...state, mappings: [...state.mappings, mapping], dmaAvail: Math.max(state.dmaAvail - 1, 0) };
}

function withoutMappings(state: LiveState, request: Extract<Request, { kind: 'dma.unmap' }>): LiveState {
  const { iova, size, all } = request;
  const kept = state.mappings.filter((mapping) => !all && (mapping.iova < iova || mapping.iova >= iova + size));
  return { ...state, mappings: kept, dmaAvail: state.dmaAvail + state.mappings.length - kept.length };
}
