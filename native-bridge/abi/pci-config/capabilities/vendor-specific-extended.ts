import { raw, u16 } from '../../fields.ts';
import { type PciCapability, source } from '../capability.ts';

const layout = (bytes: Uint8Array, at: number) => ({
  name: 'vendor-specific-extended',
  size: 8,
  source,
  fields: [
    u16('vsec_id', 4, { show: 'hex' }),
    u16('vsec_revision', 6, { mask: 0xf }),
    u16('vsec_length', 6, { mask: 0xfff0, doc: 'Bytes of the capability, header included.' }),
    raw('data', 8, Math.max(0, (((bytes[at + 6] ?? 0) >> 4) | ((bytes[at + 7] ?? 0) << 4)) - 8)),
  ],
});

export const vendorSpecificExtended: PciCapability = {
  id: 11,
  name: 'vendor-specific-extended',
  doc: 'Bytes whose meaning only the vendor knows.',
  layout: layout,
};
