import { reserved, u8, u16, u24, u32 } from '../fields.ts';
import type { FieldSpec, Layout } from '../types.ts';
import { source } from './capability.ts';

/** The first 64 bytes of configuration space. */

export const HEADER_SIZE = 64;
export const STATUS_CAP_LIST = 0x10;
const BRIDGE = 1;

const COMMON: readonly FieldSpec[] = [
  u16('vendor_id', 0, { show: 'hex' }),
  u16('device_id', 2, { show: 'hex' }),
  u16('command', 4, {
    bits: {
      1: 'IO',
      2: 'MEMORY',
      4: 'BUS_MASTER',
      8: 'SPECIAL',
      16: 'INVALIDATE',
      32: 'VGA_PALETTE',
      64: 'PARITY',
      256: 'SERR',
      512: 'FAST_BACK',
      1024: 'INTX_DISABLE',
    },
    doc: 'MEMORY off: every access to a memory BAR fails.',
  }),
  u16('status', 6, {
    bits: {
      8: 'INTERRUPT',
      16: 'CAP_LIST',
      32: '66MHZ',
      128: 'FAST_BACK',
      256: 'PARITY',
      2048: 'SIG_TARGET_ABORT',
      4096: 'REC_TARGET_ABORT',
      8192: 'REC_MASTER_ABORT',
      16384: 'SIG_SYSTEM_ERROR',
      32768: 'DETECTED_PARITY',
    },
  }),
  u8('revision_id', 8, { show: 'hex' }),
  u24('class_code', 9, { show: 'hex', doc: 'Base class, subclass, programming interface.' }),
  u8('cache_line_size', 12),
  u8('latency_timer', 13),
  u8('header_type', 14, { show: 'hex', doc: 'Bit 7: more than one function.' }),
  u8('bist', 15, { show: 'hex' }),
];

const bars = (count: number): FieldSpec[] =>
  Array.from({ length: count }, (_, bar) => u32(`bar${bar}`, 16 + 4 * bar, { show: 'hex' }));

const endpoint: Layout = {
  name: 'PCI configuration space',
  size: HEADER_SIZE,
  source,
  fields: [
    ...COMMON,
    ...bars(6),
    u32('cardbus_cis', 40, { show: 'hex' }),
    u16('subsystem_vendor_id', 44, { show: 'hex' }),
    u16('subsystem_id', 46, { show: 'hex' }),
    u32('rom_address', 48, { show: 'hex' }),
    u8('capabilities_pointer', 52, { show: 'hex' }),
    reserved(53, 7),
    u8('interrupt_line', 60),
    u8('interrupt_pin', 61, { show: 'dec', names: { 0: 'none', 1: 'INTA', 2: 'INTB', 3: 'INTC', 4: 'INTD' } }),
    u8('min_gnt', 62),
    u8('max_lat', 63),
  ],
};

const bridge: Layout = {
  name: 'PCI configuration space (bridge)',
  size: HEADER_SIZE,
  source,
  fields: [
    ...COMMON,
    ...bars(2),
    u8('primary_bus', 24),
    u8('secondary_bus', 25),
    u8('subordinate_bus', 26),
    u8('secondary_latency_timer', 27),
    u8('io_base', 28, { show: 'hex' }),
    u8('io_limit', 29, { show: 'hex' }),
    u16('secondary_status', 30, { show: 'hex' }),
    u16('memory_base', 32, { show: 'hex' }),
    u16('memory_limit', 34, { show: 'hex' }),
    u16('prefetch_base', 36, { show: 'hex' }),
    u16('prefetch_limit', 38, { show: 'hex' }),
    u32('prefetch_base_upper', 40, { show: 'hex' }),
    u32('prefetch_limit_upper', 44, { show: 'hex' }),
    u16('io_base_upper', 48, { show: 'hex' }),
    u16('io_limit_upper', 50, { show: 'hex' }),
    u8('capabilities_pointer', 52, { show: 'hex' }),
    reserved(53, 3),
    u32('rom_address', 56, { show: 'hex' }),
    u8('interrupt_line', 60),
    u8('interrupt_pin', 61),
    u16('bridge_control', 62, { show: 'hex' }),
  ],
};

/** Layout of the header the bytes claim to have. */
export const headerLayout = (bytes: Uint8Array): Layout => (((bytes[14] ?? 0) & 0x7f) === BRIDGE ? bridge : endpoint);
