import { argsz, u32, u64 } from '../fields.ts';
import type { Layout } from '../types.ts';

/** Names of VFIO PCI region indexes; 9 and above are device-specific. */
export const REGION_NAMES: Readonly<Record<number, string>> = {
  0: 'BAR 0',
  1: 'BAR 1',
  2: 'BAR 2',
  3: 'BAR 3',
  4: 'BAR 4',
  5: 'BAR 5',
  6: 'ROM',
  7: 'CONFIG',
  8: 'VGA',
};

export const vfioRegionInfo: Layout = {
  name: 'vfio_region_info',
  size: 32,
  source: 'linux/vfio.h VFIO_DEVICE_GET_REGION_INFO',
  fields: [
    argsz,
    u32('flags', 4, {
      bits: { 1: 'READ', 2: 'WRITE', 4: 'MMAP', 8: 'CAPS' },
      doc: '0 together with size 0: this BAR is not implemented.',
    }),
    u32('index', 8, { show: 'dec', names: REGION_NAMES }),
    u32('cap_offset', 12, { doc: 'First capability, counted from the start of this structure; 0 = none delivered.' }),
    u64('size', 16, { show: 'size', doc: 'Length of the region.' }),
    u64('offset', 24, { show: 'address', doc: 'Device file offset of its first byte: opaque, never computed.' }),
  ],
};
