import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encode } from './layout.ts';
import { countersOfBlock, countersOfStatistics } from './measurement.ts';
import { fmbFormats } from './structures/fmb.ts';

/** As pci_perf_show of Linux 6.12 writes it. */
const STATISTICS = `Update interval: 4000 ms
Samples: 7
Last update TOD: d5c1a2b3c4d5e000
           Load operations:\t100
          Store operations:\t50
    Store block operations:\t9
        Refresh operations:\t2
            DMA read bytes:\t4096
           DMA write bytes:\t8192
              Mapped pages:\t0
             Global RPCITs:\t3
`;

describe('counters a function keeps', () => {
  test('are read out of the text of a kernel under the names of the block', () => {
    expect(countersOfStatistics(STATISTICS)).toEqual({
      samples: 7,
      updateMs: 4000,
      counters: {
        load_operations: 100n,
        store_operations: 50n,
        store_block_operations: 9n,
        refresh_operations: 2n,
        dma_read_bytes: 4096n,
        dma_write_bytes: 8192n,
        mapped_pages: 0n,
        global_rpcits: 3n,
      },
    });
  });

  test('are the same from the block itself', () => {
    const values = {
      format: 3,
      samples: 31,
      load_operations: 3n,
      store_block_operations: 546n,
      bytes_transmitted: 1n << 20n,
    };
    expect(countersOfBlock(encode(fmbFormats[3]!, values, 'be'))).toEqual({
      samples: 31,
      counters: {
        load_operations: 3n,
        store_operations: 0n,
        store_block_operations: 546n,
        refresh_operations: 0n,
        bytes_transmitted: 1n << 20n,
      },
    });
  });

  test('are absent while measuring is off', () => {
    expect(countersOfStatistics('FMB statistics disabled\n')).toBeUndefined();
  });

  test('come out of any text and any block without an error', () => {
    fc.assert(fc.property(fc.string(), (text) => void countersOfStatistics(`Samples: 1\n${text}`)));
    fc.assert(fc.property(fc.uint8Array({ maxLength: 160 }), (block) => void countersOfBlock(block)));
  });
});
