import { argsz, u32 } from '../fields.ts';
import type { Layout } from '../types.ts';

/** Names of VFIO PCI interrupt indexes. */
export const IRQ_NAMES: Readonly<Record<number, string>> = { 0: 'INTx', 1: 'MSI', 2: 'MSI-X', 3: 'ERR', 4: 'REQ' };

const index = u32('index', 8, { show: 'dec', names: IRQ_NAMES });

export const vfioIrqInfo: Layout = {
  name: 'vfio_irq_info',
  size: 16,
  source: 'linux/vfio.h VFIO_DEVICE_GET_IRQ_INFO',
  fields: [
    argsz,
    u32('flags', 4, { bits: { 1: 'EVENTFD', 2: 'MASKABLE', 4: 'AUTOMASKED', 8: 'NORESIZE' } }),
    index,
    u32('count', 12, { doc: 'Vectors under this index.' }),
  ],
};

/** The 20 fixed bytes; the data behind them is `count` bytes (BOOL) or `count` s32 descriptors (EVENTFD, -1 removes). */
export const vfioIrqSet: Layout = {
  name: 'vfio_irq_set',
  size: 20,
  source: 'linux/vfio.h VFIO_DEVICE_SET_IRQS',
  fields: [
    argsz,
    u32('flags', 4, {
      bits: { 1: 'DATA_NONE', 2: 'DATA_BOOL', 4: 'DATA_EVENTFD', 8: 'MASK', 16: 'UNMASK', 32: 'TRIGGER' },
      doc: 'One DATA bit and one action bit.',
    }),
    index,
    u32('start', 12, { doc: 'First vector.' }),
    u32('count', 16, { doc: 'Vectors; 0 with DATA_NONE and TRIGGER disables the index.' }),
  ],
};
