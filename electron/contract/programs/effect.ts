import type { LiveState, Request, StateChange } from '../../../native-bridge/contract/bridge-contract.ts';
import { commandAfter } from '../../../native-bridge/contract/command-register.ts';
import { irqsAfter } from '../../../native-bridge/contract/irq-state.ts';
import { PLANNED_VADDR } from '../../../native-bridge/contract/requests/planned.ts';
import { standingOf, withChanges } from '../../../native-bridge/contract/state-change.ts';
import { U64_MAX } from '../../../native-bridge/rules/iova.ts';
import { touched } from '../../../native-bridge/rules/sorted-mappings.ts';
import type { UsedIrq } from '../../../native-bridge/rules/types.ts';

/** Distance of the addresses a dry run gives to buffers; none is as large. */
const APART = 0x1_0000_0000n;
const PAGE = 4096;
/** iommufd counts no mapping entries and says so with this number. */
const UNLIMITED = 0xffff_ffff;

/** State after a request that went well, as far as later checks look at it. Nothing is sent. */
export function stateAfter(request: Request, state: LiveState): LiveState {
  const change = changeOf(request, state);
  return change ? withChanges(state, [change]) : state;
}

/** What a request that went well changes, as far as that is known beforehand. */
export function changeOf(request: Request, state: LiveState): StateChange | undefined {
  if (request.kind === 'buffer.alloc') return allocation(request, state);
  if (request.kind === 'dma.map') return mapping(request, state);
  if (request.kind === 'dma.unmap') return unmapping(request, state);
  if (request.kind === 'irq.arm' && state.irqs) return arming(request, state, state.irqs);
  if (request.kind === 'pasid.bind') return { ...standingOf(state), bound: Number(request.hpasid) };
  if (request.kind === 'pasid.unbind') return { ...standingOf(state), unbound: Number(request.hpasid) };
  const command = commandAfter(request);
  return command === undefined ? undefined : { ...standingOf(state), command };
}

function allocation({ buffer: name, size }: Of<'buffer.alloc'>, state: LiveState): StateChange {
  const vaddr = PLANNED_VADDR + BigInt(state.buffers.length) * APART;
  return { ...standingOf(state), allocated: { name, vaddr, size: Math.ceil(size / PAGE) * PAGE } };
}

function mapping(request: Of<'dma.map'>, state: LiveState): StateChange | undefined {
  const { buffer: name, at, iova, read, write } = request;
  const buffer = state.buffers.find((candidate) => candidate.name === name);
  if (!buffer) return undefined;
  const size = request.size ?? BigInt(buffer.size) - at;
  const mapped = { iova, size, vaddr: buffer.vaddr + at, read, write, buffer: name };
  return { ...standingOf(state), dmaAvail: entriesLeft(state.dmaAvail, -1), mapped };
}

function unmapping({ iova, size, all }: Of<'dma.unmap'>, state: LiveState): StateChange {
  const unmapped = all ? { iova: 0n, size: U64_MAX } : { iova, size };
  const dmaAvail = entriesLeft(state.dmaAvail, touched(unmapped, state.mappings).length);
  return { ...standingOf(state), dmaAvail, unmapped };
}

const arming = (request: Of<'irq.arm'>, state: LiveState, irqs: readonly UsedIrq[]): StateChange => ({
  ...standingOf(state),
  irqs: irqsAfter(irqs, request).map(({ vectors, ...used }) => ({ ...used, vectors: [...vectors] })),
});

const entriesLeft = (dmaAvail: number, change: number) =>
  dmaAvail === UNLIMITED ? UNLIMITED : Math.max(dmaAvail + change, 0);

type Of<Kind extends Request['kind']> = Extract<Request, { kind: Kind }>;
