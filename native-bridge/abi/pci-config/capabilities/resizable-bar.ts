import { u32 } from '../../fields.ts';
import { type PciCapability, source } from '../capability.ts';

export const resizableBar: PciCapability = {
  id: 21,
  name: 'resizable-bar',
  doc: 'Sizes a BAR can take.',
  layout: {
    name: 'resizable-bar',
    size: 12,
    source,
    fields: [
      u32('capabilities', 4, { show: 'hex', doc: 'Bit n: 2^(n+16) bytes are possible.' }),
      u32('bar_index', 8, { mask: 0x7 }),
      u32('bar_count', 8, { mask: 0xe0 }),
      u32('bar_size', 8, { mask: 0x1f00, doc: 'Power of two above 1 MiB.' }),
    ],
  },
};
