import { raw, u8 } from '../../fields.ts';
import { type PciCapability, source } from '../capability.ts';

const layout = (bytes: Uint8Array, at: number) => ({
  name: 'vendor-specific',
  size: 3,
  source,
  fields: [
    u8('cap_len', 2, { doc: 'Bytes of the capability, header included.' }),
    raw('data', 3, Math.max(0, (bytes[at + 2] ?? 0) - 3)),
  ],
});

export const vendorSpecific: PciCapability = {
  id: 9,
  name: 'vendor-specific',
  doc: 'Bytes whose meaning only the vendor knows.',
  layout: layout,
};
