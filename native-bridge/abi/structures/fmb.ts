import { u8, u24, u32, u64 } from '../fields.ts';
import type { FieldSpec, Layout } from '../types.ts';

/**
 * Function measurement block: up to 128 bytes the hardware refreshes while the function is enabled. Architected: big-endian on every
 * host. Byte 0 says which counters follow the common ones.
 */

export const FMB_SIZE = 128;

const counter = (name: string, offset: number) => u64(name, offset, { show: 'dec' });
const bytes = (name: string, offset: number) => u64(name, offset, { show: 'size' });

const COMMON: readonly FieldSpec[] = [
  u8('format', 0, { doc: 'Which counters stand from byte 48.' }),
  u24('format_indicators', 1, {
    bits: { 8388608: 'DMA_VALID' },
    doc: 'DMA_VALID: the byte counters of format 0 count.',
  }),
  u32('samples', 4, { doc: 'Updates so far; fewer than before means the counters were reset.' }),
  u64('last_update_tod', 8, { show: 'tod', doc: 'Time-of-day clock of the last update.' }),
  counter('load_operations', 16),
  counter('store_operations', 24),
  counter('store_block_operations', 32),
  counter('refresh_operations', 40),
];

const BY_FORMAT: readonly (readonly FieldSpec[])[] = [
  [bytes('dma_bytes_read', 48), bytes('dma_bytes_written', 56)],
  [
    bytes('bytes_received', 48),
    counter('packets_received', 56),
    bytes('bytes_transmitted', 64),
    counter('packets_transmitted', 72),
  ],
  [counter('work_units_consumed', 48), counter('work_units_maximum', 56)],
  [bytes('bytes_transmitted', 48)],
];

const layoutOf = (name: string, fields: readonly FieldSpec[]): Layout => ({
  name,
  size: FMB_SIZE,
  source: 'arch/s390/include/asm/pci.h struct zpci_fmb',
  fields,
});

/** The counters every format has. */
export const fmb: Layout = layoutOf('zpci_fmb', COMMON);

/** Layouts by format number, 0 to 3. */
export const fmbFormats: readonly Layout[] = BY_FORMAT.map((fields, format) =>
  layoutOf(`zpci_fmb format ${format}`, [...COMMON, ...fields]),
);

/** Layout of the block in `block`; the common counters alone for a format not known. */
export const fmbLayout = (block: Uint8Array): Layout => fmbFormats[block[0] ?? 0] ?? fmb;
