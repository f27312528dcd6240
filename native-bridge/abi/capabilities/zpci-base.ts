import { u8, u16, u32, u64 } from '../fields.ts';
import { FUNCTION_TYPES } from '../structures/clp.ts';
import type { FieldSpec } from '../types.ts';
import type { Capability } from './capability.ts';

const source = 'linux/vfio_zdev.h struct vfio_device_info_cap_zpci_base';

const version1: readonly FieldSpec[] = [
  u64('start_dma', 8, { show: 'address', doc: 'First usable I/O virtual address.' }),
  u64('end_dma', 16, {
    show: 'address',
    doc: 'Last usable I/O virtual address, clamped by the kernel to its aperture.',
  }),
  u16('pchid', 24, { show: 'hex', doc: 'Physical channel id.' }),
  u16('vfn', 26, { show: 'hex', doc: 'Virtual function number.' }),
  u16('fmb_length', 28, { show: 'size', doc: 'Measurement block length; 0 = none.' }),
  u8('pft', 30, { names: FUNCTION_TYPES, doc: 'Function type.' }),
  u8('gid', 31, { show: 'hex', doc: 'Function group id.' }),
];

/** Base facts of a zPCI function: aperture, channel, type, group, and since version 2 the handle. */
export const zpciBase: Capability = {
  id: 1,
  name: 'zpci-base',
  doc: 'Base facts of the zPCI function. Version 2 (Linux 6.0) adds the function handle.',
  versions: [
    { name: 'zpci-base v1', size: 32, source, fields: version1 },
    {
      name: 'zpci-base v2',
      size: 36,
      source,
      fields: [
        ...version1,
        u32('fh', 32, { show: 'hex', doc: 'Function handle when asked; a reset gives a new one.' }),
      ],
    },
  ],
};
