import { u16, u32 } from '../../fields.ts';
import { type PciCapability, source } from '../capability.ts';

export const virtualChannel: PciCapability = {
  id: 2,
  name: 'virtual-channel',
  doc: 'Virtual channels of the link.',
  layout: {
    name: 'virtual-channel',
    size: 16,
    source,
    fields: [
      u32('port_capabilities_1', 4, { show: 'hex' }),
      u32('port_capabilities_2', 8, { show: 'hex' }),
      u16('port_control', 12, { show: 'hex' }),
      u16('port_status', 14, { show: 'hex' }),
    ],
  },
};
