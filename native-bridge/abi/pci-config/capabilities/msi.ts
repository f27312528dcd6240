import { u16, u32 } from '../../fields.ts';
import { type PciCapability, source } from '../capability.ts';

const VECTORS = { 0: '1 vector', 1: '2 vectors', 2: '4 vectors', 3: '8 vectors', 4: '16 vectors', 5: '32 vectors' };
const WIDE = 0x80;
const MASKABLE = 0x100;

const control = [
  u16('enable', 2, { mask: 1 }),
  u16('capable', 2, { mask: 0xe, show: 'dec', names: VECTORS, doc: 'Vectors the function can use.' }),
  u16('enabled', 2, { mask: 0x70, show: 'dec', names: VECTORS, doc: 'Vectors it was given.' }),
  u16('flags', 2, { bits: { [WIDE]: '64-BIT', [MASKABLE]: 'MASKABLE' } }),
  u32('address', 4, { show: 'hex', doc: 'Doorbell address, lower half.' }),
];

/** 64-bit doorbells and per-vector masks make the capability longer. */
function layout(bytes: Uint8Array, at: number) {
  const flags = (bytes[at + 2] ?? 0) | ((bytes[at + 3] ?? 0) << 8);
  const data = flags & WIDE ? 12 : 8;
  const masks = [u32('mask', data + 4, { show: 'hex' }), u32('pending', data + 8, { show: 'hex' })];
  return {
    name: 'msi',
    size: flags & MASKABLE ? data + 12 : data + 2,
    source,
    fields: [
      ...control,
      ...(flags & WIDE ? [u32('address_upper', 8, { show: 'hex' })] : []),
      u16('data', data, { show: 'hex' }),
      ...(flags & MASKABLE ? masks : []),
    ],
  };
}

export const msi: PciCapability = {
  id: 5,
  name: 'msi',
  doc: 'Message-signalled interrupts.',
  layout: layout,
};
