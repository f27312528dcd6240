import { u8, u16, u32 } from '../fields.ts';
import type { Layout } from '../types.ts';

/** A capability of PCI configuration space. Little-endian everywhere; offsets count from the capability's first byte. */
export interface PciCapability {
  readonly id: number;
  readonly name: string;
  readonly doc: string;
  /** The layout, or how its own bytes choose it (`at` is the capability's offset). */
  readonly layout: Layout | ((bytes: Uint8Array, at: number) => Layout);
}

/** Where the layouts of configuration space come from. */
export const source = 'linux/pci_regs.h';

export const standardHeader: Layout = {
  name: 'capability header',
  size: 2,
  source,
  fields: [
    u8('id', 0, { show: 'hex' }),
    u8('next', 1, { show: 'hex', doc: 'Offset of the next capability; 0 ends the list.' }),
  ],
};

export const extendedHeader: Layout = {
  name: 'extended capability header',
  size: 4,
  source,
  fields: [
    u16('id', 0, { show: 'hex' }),
    u32('version', 0, { mask: 0x000f_0000 }),
    u32('next', 0, { mask: 0xfff0_0000, show: 'hex', doc: 'Offset of the next capability; 0 ends the list.' }),
  ],
};
