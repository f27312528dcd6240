import { argsz, reserved, s32, u8, u16, u32, u64 } from '../fields.ts';
import type { Layout } from '../types.ts';

/** Structures of the VFIO group and device descriptors (linux/vfio.h). Host byte order. */

export const vfioGroupStatus: Layout = {
  name: 'vfio_group_status',
  size: 8,
  source: 'linux/vfio.h VFIO_GROUP_GET_STATUS',
  fields: [argsz, u32('flags', 4, { bits: { 1: 'VIABLE', 2: 'CONTAINER_SET' } })],
};

export const vfioDeviceInfo: Layout = {
  name: 'vfio_device_info',
  size: 24,
  source: 'linux/vfio.h VFIO_DEVICE_GET_INFO (20 bytes before Linux 6.6)',
  fields: [
    argsz,
    u32('flags', 4, {
      bits: {
        1: 'RESET',
        2: 'PCI',
        4: 'PLATFORM',
        8: 'AMBA',
        16: 'CCW',
        32: 'AP',
        64: 'FSL_MC',
        128: 'CAPS',
        256: 'CDX',
      },
      doc: 'RESET only when a function reset method was found at open; CAPS when capabilities exist.',
    }),
    u32('num_regions', 8, { doc: 'Region indexes: 9 of PCI plus the device-specific ones.' }),
    u32('num_irqs', 12, { doc: 'Interrupt indexes: INTx, MSI, MSI-X, ERR, REQ.' }),
    u32('cap_offset', 16, { doc: 'First capability, counted from the start of this structure; 0 = none delivered.' }),
    reserved(20, 4),
  ],
};

export const vfioIoeventfd: Layout = {
  name: 'vfio_device_ioeventfd',
  size: 32,
  source: 'linux/vfio.h VFIO_DEVICE_IOEVENTFD',
  fields: [
    argsz,
    u32('flags', 4, { bits: { 1: '8-bit', 2: '16-bit', 4: '32-bit', 8: '64-bit' }, doc: 'Exactly one size.' }),
    u64('offset', 8, { show: 'address', doc: 'Device file offset that triggers.' }),
    u64('data', 16, { doc: 'Value that triggers.' }),
    s32('fd', 24, { doc: 'Eventfd to signal; -1 removes.' }),
    reserved(28, 4),
  ],
};

/** Feature indexes of VFIO_DEVICE_FEATURE. */
const FEATURES = {
  0: 'VF_TOKEN',
  1: 'MIGRATION',
  2: 'MIG_DEVICE_STATE',
  3: 'LOW_POWER_ENTRY',
  4: 'LOW_POWER_ENTRY_WITH_WAKEUP',
  5: 'LOW_POWER_EXIT',
  6: 'DMA_LOGGING_START',
  7: 'DMA_LOGGING_STOP',
  8: 'DMA_LOGGING_REPORT',
  9: 'MIG_DATA_SIZE',
  10: 'BUS_MASTER',
  11: 'DMA_BUF',
};

export const vfioDeviceFeature: Layout = {
  name: 'vfio_device_feature',
  size: 8,
  source: 'linux/vfio.h VFIO_DEVICE_FEATURE',
  fields: [
    argsz,
    u32('flags', 4, {
      bits: { 65536: 'GET', 131072: 'SET', 262144: 'PROBE' },
      doc: 'The low 16 bits are the feature index.',
    }),
    u32('feature', 4, { mask: 0xffff, show: 'dec', names: FEATURES }),
  ],
};

const hotResetDevice: Layout = {
  name: 'vfio_pci_dependent_device',
  size: 8,
  source: 'linux/vfio.h VFIO_DEVICE_GET_PCI_HOT_RESET_INFO',
  fields: [
    u32('group_id', 0, { doc: 'IOMMU group, or the iommufd device id when DEV_ID is set.' }),
    u16('segment', 4, { show: 'hex', doc: 'PCI domain.' }),
    u8('bus', 6, { show: 'hex' }),
    u8('devfn', 7, { show: 'hex', doc: 'Device in the upper five bits, function in the lower three.' }),
  ],
};

export const vfioHotResetInfo: Layout = {
  name: 'vfio_pci_hot_reset_info',
  size: 12,
  source: 'linux/vfio.h VFIO_DEVICE_GET_PCI_HOT_RESET_INFO',
  fields: [
    argsz,
    u32('flags', 4, { bits: { 1: 'DEV_ID', 2: 'DEV_ID_OWNED' } }),
    u32('count', 8, { doc: 'Functions that a hot reset would touch.' }),
  ],
  list: { name: 'devices', offset: 12, countFrom: 'count', element: hotResetDevice },
};

const groupFd: Layout = {
  name: 'group_fd',
  size: 4,
  source: 'linux/vfio.h VFIO_DEVICE_PCI_HOT_RESET',
  fields: [s32('fd', 0, { doc: 'Descriptor of an affected group.' })],
};

export const vfioHotReset: Layout = {
  name: 'vfio_pci_hot_reset',
  size: 12,
  source: 'linux/vfio.h VFIO_DEVICE_PCI_HOT_RESET',
  fields: [argsz, u32('flags', 4, { bits: {} }), u32('count', 8, { doc: 'Group descriptors that follow.' })],
  list: { name: 'group_fds', offset: 12, countFrom: 'count', element: groupFd },
};
