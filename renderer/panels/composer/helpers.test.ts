import { describe, expect, it } from 'vitest';
import type { FunctionView } from '../../../native-bridge/contract/requests/kind.ts';
import { helpersFor } from './helpers.ts';

const mapping = (page: bigint, pages: bigint) => ({
  iova: 0x1_0000_0000n + page * 0x1000n,
  size: pages * 0x1000n,
  vaddr: 0n,
  read: true,
  write: true,
});

const view: FunctionView = {
  facts: {
    byteOrder: 'be',
    regions: [{ index: 0, size: 1n << 32n, flags: 3, offset: 0n }],
    maxstbl: 128,
    relaxed: false,
    backend: 'type1v2',
    pageSize: 0x1000n,
    windows: [{ start: 0x1_0000_0000n, end: 0x1_0000_ffffn }],
    mappings: [mapping(2n, 2n), mapping(8n, 4n)],
    dmaAvail: 10,
    irqCounts: {},
  },
  paths: ['ism-vfio-pci'],
  buffers: [{ name: 'ring', vaddr: 0x1000_0000n, size: 0x3000 }],
  scratch: { name: 'scratch', vaddr: 0x1000n, size: 8192 },
};

const helpers = (step: object) =>
  Object.fromEntries(helpersFor(step as never, () => new Map(), view).map(({ how, set }) => [how, set]));

describe('helpers beside the fields', () => {
  it('give the next legal IOVA for the size, above and below, over no mapping and inside the aperture', () => {
    expect(helpers({ kind: 'dma.map', buffer: 'ring', iova: '0x1_0000_8000' })).toEqual({
      'Next legal above': { iova: 0x1_0000_c000n },
      'Next legal below': { iova: 0x1_0000_5000n },
      'Rest of the buffer': { size: 0x3000n },
    });
    expect(helpers({ kind: 'dma.map', buffer: 'ring', iova: '0x1_0000_5000', size: 0x5000 })).toEqual({
      'Rest of the buffer': { size: 0x3000n },
    });
  });
  it('begin at the lowest legal IOVA while nothing is typed', () => {
    expect(helpers({ kind: 'dma.map' })).toEqual({ 'Next legal above': { iova: 0x1_0000_0000n } });
  });
  it('name the mappings around an IOVA to unmap', () => {
    expect(helpers({ kind: 'dma.unmap', iova: '0x1_0000_3000', size: 0x1000 })).toEqual({
      'This mapping': { iova: 0x1_0000_2000n, size: 0x2000n },
      'Next mapping': { iova: 0x1_0000_8000n, size: 0x4000n },
    });
    expect(helpers({ kind: 'dma.unmap', iova: '0x1_0000_f000' })).toEqual({
      'Mapping before': { iova: 0x1_0000_8000n, size: 0x4000n },
    });
  });
  it('fit a store block into a page of the device', () => {
    expect(helpers({ kind: 'pcistb', space: 0, offset: '0x1ff8', data: '00'.repeat(16) })).toEqual({
      'Begin of the page': { offset: 0x1000n },
      'End with the page': { offset: 0x1ff0n },
      'Next page': { offset: 0x2000n },
      'Fit to the page': { length: 8 },
    });
  });
  it('are none while a field cannot be read', () => {
    expect(helpers({ kind: 'pcistb', space: 0, offset: '0xzz', data: '00' })).toEqual({});
    expect(helpersFor({ kind: 'dma.map' } as never, () => new Map(), undefined)).toEqual([]);
  });
});
