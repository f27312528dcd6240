import { u16, u32 } from '../fields.ts';
import type { Layout } from '../types.ts';

/** The 8 bytes every VFIO capability starts with. `next` counts from the first byte of the info structure; 0 ends the chain. */
export const capHeader: Layout = {
  name: 'vfio_info_cap_header',
  size: 8,
  source: 'linux/vfio.h struct vfio_info_cap_header',
  fields: [
    u16('id', 0, { doc: 'Capability number, one name space per ioctl.' }),
    u16('version', 2, { doc: 'A higher version only appends fields.' }),
    u32('next', 4, { doc: 'Next capability, counted from the start of the info structure; 0 ends the chain.' }),
  ],
};

/** A capability: its number, its printed name, and one layout per header version, version 1 first. */
export interface Capability {
  readonly id: number;
  readonly name: string;
  readonly doc: string;
  readonly versions: readonly [Layout, ...Layout[]];
}

/** A capability ready for a chain; `body` is what follows its 8-byte header. */
export interface CapBytes {
  readonly id: number;
  readonly version: number;
  readonly body: Uint8Array;
}
