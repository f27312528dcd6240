import { ebcdic, u32 } from '../fields.ts';
import type { Capability } from './capability.ts';

/** Utility string of the function, EBCDIC. */
export const zpciUtil: Capability = {
  id: 3,
  name: 'zpci-util',
  doc: 'Utility string of the function; absent when the machine gives none.',
  versions: [
    {
      name: 'zpci-util v1',
      size: 12,
      source: 'linux/vfio_zdev.h struct vfio_device_info_cap_zpci_util',
      fields: [
        u32('size', 8, { doc: 'Bytes of the string.' }),
        ebcdic('util_str', 12, 64, { lengthFrom: 'size', doc: 'EBCDIC text, padded with blanks or zeros.' }),
      ],
    },
  ],
};
