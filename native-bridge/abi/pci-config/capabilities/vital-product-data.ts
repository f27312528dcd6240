import { u16, u32 } from '../../fields.ts';
import { type PciCapability, source } from '../capability.ts';

export const vitalProductData: PciCapability = {
  id: 3,
  name: 'vital-product-data',
  doc: 'Window to the vital product data.',
  layout: {
    name: 'vital-product-data',
    size: 8,
    source,
    fields: [
      u16('address', 2, { mask: 0x7fff, show: 'hex' }),
      u16('flag', 2, { mask: 0x8000, doc: 'Set by a finished read, cleared by a finished write.' }),
      u32('data', 4, { show: 'hex' }),
    ],
  },
};
