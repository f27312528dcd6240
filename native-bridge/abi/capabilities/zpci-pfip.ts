import { raw, u32 } from '../fields.ts';
import type { Capability } from './capability.ts';

/** Function path: the internal path segments from the processor to the function. */
export const zpciPfip: Capability = {
  id: 4,
  name: 'zpci-pfip',
  doc: 'Internal path of the function, one byte per segment.',
  versions: [
    {
      name: 'zpci-pfip v1',
      size: 12,
      source: 'linux/vfio_zdev.h struct vfio_device_info_cap_zpci_pfip',
      fields: [
        u32('size', 8, { doc: 'Bytes of the path.' }),
        raw('pfip', 12, 4, { lengthFrom: 'size', doc: 'Path segments 0 to 3.' }),
      ],
    },
  ],
};
