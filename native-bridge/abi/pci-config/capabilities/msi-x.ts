import { u16, u32 } from '../../fields.ts';
import { type PciCapability, source } from '../capability.ts';

export const msiX: PciCapability = {
  id: 17,
  name: 'msi-x',
  doc: 'Message-signalled interrupts with a table in a BAR.',
  layout: {
    name: 'msi-x',
    size: 12,
    source,
    fields: [
      u16('table_size', 2, { mask: 0x7ff, doc: 'Vectors, less one.' }),
      u16('control', 2, { bits: { 16384: 'FUNCTION_MASK', 32768: 'ENABLE' } }),
      u32('table_bir', 4, { mask: 0x7, doc: 'BAR that holds the table.' }),
      u32('table_offset', 4, { mask: 0xffff_fff8, shift: 0, show: 'hex', doc: 'Table inside that BAR.' }),
      u32('pba_bir', 8, { mask: 0x7, doc: 'BAR that holds the pending bits.' }),
      u32('pba_offset', 8, { mask: 0xffff_fff8, shift: 0, show: 'hex', doc: 'Pending bits inside that BAR.' }),
    ],
  },
};
