import { MAX_BUFFER_BYTES } from '../../../native-bridge/contract/limits.ts';
import { planRequest } from '../../../native-bridge/contract/requests/index.ts';
import type { BufferView, FunctionView, Plan } from '../../../native-bridge/contract/requests/kind.ts';
import { parseNumber } from '../../widgets/number-field/number-text.ts';
import { suggestIova } from './suggest.ts';

/** What a person fills in to map a DMA buffer, as typed. `iova` undefined = the suggested one. */
export interface MapForm {
  readonly buffer: string;
  readonly size: string;
  readonly iova?: string;
  readonly read: boolean;
  readonly write: boolean;
}

export interface AllocRequest {
  readonly kind: 'buffer.alloc';
  readonly buffer: string;
  readonly size: number;
}
export interface MapRequest {
  readonly kind: 'dma.map';
  readonly buffer: string;
  readonly at: bigint;
  readonly iova: bigint;
  readonly size: bigint;
  readonly read: boolean;
  readonly write: boolean;
}

/** What sending the form would do, or why it cannot be sent. */
export interface MapIntent {
  readonly suggested?: bigint;
  readonly problem?: string;
  /** Absent when the buffer exists already. */
  readonly alloc?: AllocRequest;
  readonly map?: MapRequest;
  readonly plan?: Plan;
}

/** The first of `buffer1`, `buffer2` ... that is not taken. */
export function freeName(buffers: readonly BufferView[]): string {
  const taken = new Set(buffers.map(({ name }) => name));
  let number = 1;
  while (taken.has(`buffer${number}`)) number++;
  return `buffer${number}`;
}

/** A page-aligned stand-in for the address the bridge will give a buffer that does not exist yet. */
const FUTURE_VADDR = 0x1000_0000n;

function problemOf(form: MapForm, size: bigint | undefined, iova: bigint | undefined): string | undefined {
  if (!/^[A-Za-z_][A-Za-z0-9_.-]{0,63}$/.test(form.buffer)) return 'The buffer needs a name of letters, digits, _ . -';
  if (size === undefined || size === 0n) return 'The size is a number with or without unit: 64 KiB, 0x10000.';
  if (size > BigInt(MAX_BUFFER_BYTES)) return `A buffer has at most ${MAX_BUFFER_BYTES / 1024 / 1024} MiB.`;
  if (iova !== undefined) return undefined;
  return form.iova === undefined
    ? 'No free stretch of IOVA is that large.'
    : 'The IOVA is a number such as 0x1_0000_0000.';
}

/** Turns the form into the requests it stands for and checks the mapping against the rules; nothing is sent. */
export function intentOf(form: MapForm, view: FunctionView): MapIntent {
  const { facts, buffers } = view;
  const size = parseNumber(form.size);
  const suggested = size ? suggestIova(size, facts.pageSize, facts.windows, facts.mappings) : undefined;
  const iova = form.iova === undefined ? suggested : parseNumber(form.iova);
  const problem = problemOf(form, size, iova);
  if (problem !== undefined) return { suggested, problem };
  const { buffer, read, write } = form;
  const exists = buffers.some(({ name }) => name === buffer);
  const map: MapRequest = { kind: 'dma.map', buffer, at: 0n, iova: iova!, size: size!, read, write };
  const future = { name: buffer, vaddr: FUTURE_VADDR, size: Number(size) };
  const plan = planRequest(map, exists ? view : { ...view, buffers: [...buffers, future] });
  const alloc = exists ? undefined : ({ kind: 'buffer.alloc', buffer, size: Number(size) } as const);
  return { suggested, alloc, map, plan };
}
