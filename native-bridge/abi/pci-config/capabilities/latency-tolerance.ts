import { u16 } from '../../fields.ts';
import { type PciCapability, source } from '../capability.ts';

export const latencyTolerance: PciCapability = {
  id: 24,
  name: 'latency-tolerance',
  doc: 'Latency the device bears.',
  layout: {
    name: 'latency-tolerance',
    size: 8,
    source,
    fields: [u16('max_snoop_latency', 4, { show: 'hex' }), u16('max_no_snoop_latency', 6, { show: 'hex' })],
  },
};
