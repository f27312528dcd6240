import { describe, expect, it } from 'vitest';
import type { RequestRow } from '../../../electron/contract/app-contract.ts';
import type { LiveState } from '../../../native-bridge/contract/bridge-contract.ts';
import { changesOf, stateAt } from './as-of.ts';

const row = (seq: number, kind: string, request: object, rest: Partial<RequestRow> = {}): RequestRow =>
  ({
    seq,
    kind,
    request: { kind, ...request },
    status: 'ok',
    broken: [],
    warnings: [],
    bytes: 0,
    ...rest,
  }) as RequestRow;

const BASE = 0x1_0000_0000n;
const rows = [
  row(0, 'buffer.alloc', { buffer: 'dmb', size: 4096 }),
  row(1, 'dma.map', { buffer: 'dmb', iova: '0x100000000' }),
  row(2, 'dma.map', { buffer: 'dmb', iova: '0x100001000' }, { status: 'errno', errno: 22 }),
  row(3, 'dma.map', { buffer: 'dmb', iova: '0x100002000' }, { on: 'peer' }),
  row(5, 'dma.unmap', { iova: '0x100000000', size: '0x1000' }),
];
const old = { iova: 0x2_0000_0000n, size: 4096n, vaddr: 0n, read: true, write: true };
const end: LiveState = {
  armed: false,
  mappings: [old],
  dmaAvail: 65_534,
  buffers: [{ name: 'dmb', vaddr: 0x7000n, size: 4096 }],
  scratch: { name: 'scratch', vaddr: 0n, size: 8192 },
};
const iovas = (seq: number) => stateAt(changesOf(rows), end, seq).mappings.map(({ iova }) => iova);

describe('state of a recording as of a request', () => {
  it('has what was there before, plus what succeeded up to there on this function', () => {
    expect(iovas(0)).toEqual([old.iova]);
    expect(iovas(1)).toEqual([old.iova, BASE]);
    expect(iovas(4)).toEqual([old.iova, BASE]);
    expect(iovas(5)).toEqual([old.iova]);
  });
  it('counts the budget along', () => {
    expect(stateAt(changesOf(rows), end, 1).dmaAvail).toBe(65_533);
    expect(stateAt(changesOf(rows), end, 5).dmaAvail).toBe(65_534);
  });
  it('knows the address of a buffer that still exists at the end', () => {
    expect(stateAt(changesOf(rows), end, 1).mappings[1]?.vaddr).toBe(0x7000n);
  });
  it('leaves out rows that are no requests', () => {
    expect(changesOf([row(9, 'mark', {}), row(10, 'dma.map', { iova: 'nonsense' })])).toEqual([]);
  });
});
