import { raw, u16 } from '../../fields.ts';
import { type PciCapability, source } from '../capability.ts';

const layout = (bytes: Uint8Array, at: number) => ({
  name: 'designated-vendor-specific',
  size: 10,
  source,
  fields: [
    u16('dvsec_vendor', 4, { show: 'hex' }),
    u16('dvsec_revision', 6, { mask: 0xf }),
    u16('dvsec_length', 6, { mask: 0xfff0, doc: 'Bytes of the capability, header included.' }),
    u16('dvsec_id', 8, { show: 'hex' }),
    raw('data', 10, Math.max(0, (((bytes[at + 6] ?? 0) >> 4) | ((bytes[at + 7] ?? 0) << 4)) - 10)),
  ],
});

export const designatedVendorSpecific: PciCapability = {
  id: 35,
  name: 'designated-vendor-specific',
  doc: 'Bytes whose meaning a named vendor knows.',
  layout: layout,
};
