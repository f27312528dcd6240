import { reserved, u8, u16, u32 } from '../../fields.ts';
import { type PciCapability, source } from '../capability.ts';

export const singleRootIoVirtualization: PciCapability = {
  id: 16,
  name: 'single-root-io-virtualization',
  doc: 'Virtual functions of a physical one.',
  layout: {
    name: 'single-root-io-virtualization',
    size: 64,
    source,
    fields: [
      u32('capabilities', 4, { bits: { 1: 'MIGRATION', 2: 'ARI_PRESERVED' } }),
      u16('control', 8, {
        bits: { 1: 'VF_ENABLE', 2: 'MIGRATION', 4: 'MIGRATION_INTERRUPT', 8: 'VF_MEMORY', 16: 'ARI' },
      }),
      u16('status', 10, { show: 'hex' }),
      u16('initial_vfs', 12),
      u16('total_vfs', 14),
      u16('num_vfs', 16),
      u8('dependency_link', 18),
      reserved(19, 1),
      u16('first_vf_offset', 20),
      u16('vf_stride', 22),
      reserved(24, 2),
      u16('vf_device_id', 26, { show: 'hex' }),
      u32('supported_page_sizes', 28, { show: 'hex', doc: 'Bit n: pages of 2^(n+12) bytes.' }),
      u32('system_page_size', 32, { show: 'hex' }),
      ...[0, 1, 2, 3, 4, 5].map((bar) => u32(`vf_bar${bar}`, 36 + 4 * bar, { show: 'hex' })),
      u32('migration_state_offset', 60, { show: 'hex' }),
    ],
  },
};
