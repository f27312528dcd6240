import { reserved, u8, u16, u64 } from '../fields.ts';
import type { Layout } from '../types.ts';
import { PCI_ADDRESS_SPACES } from './instruction.ts';

/**
 * The zPCI I/O region proposed in January 2021: a 16-byte header that is read, then a 32-byte request that runs when written.
 * Host byte order.
 */

/** Region type and subtype that name the region (PCI vendor type 0x1014). */
export const ZPCI_IO_REGION = { type: 0x8000_1014, subtype: 2 } as const;
/** File offset of the request inside the region. */
export const ZPCI_IO_REQUEST_AT = 16;

const source = 'RFC "vfio-pci/zdev: Fixing s390 vfio-pci ISM support", January 2021, zpci_io region';

export const zpciIoHeader: Layout = {
  name: 'vfio_zpci_io_hdr',
  size: 16,
  source,
  fields: [
    u64('flags', 0, { bits: {} }),
    u16('max', 8, { show: 'size', doc: 'Hardware maximum store block length, not clamped.' }),
    reserved(10, 2),
    reserved(12, 4),
  ],
};

export const zpciIoRequest: Layout = {
  name: 'vfio_zpci_io_req',
  size: 32,
  source,
  fields: [
    u64('flags', 0, { bits: { 1: 'READ', 2: 'BLOCKW' }, doc: 'READ runs PCILG, BLOCKW runs PCISTB; READ wins.' }),
    u64('gaddr', 8, { show: 'address', doc: 'Payload, in the calling process.' }),
    u64('offset', 16, { show: 'address', doc: 'Offset inside the PCI address space.' }),
    reserved(24, 4),
    u16('len', 28, { doc: 'Bytes of the payload.' }),
    u8('pcias', 30, { names: PCI_ADDRESS_SPACES, show: 'dec', doc: 'PCI address space.' }),
    reserved(31, 1),
  ],
};
