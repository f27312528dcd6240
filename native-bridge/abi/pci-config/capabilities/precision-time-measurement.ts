import { u32 } from '../../fields.ts';
import { type PciCapability, source } from '../capability.ts';

export const precisionTimeMeasurement: PciCapability = {
  id: 31,
  name: 'precision-time-measurement',
  doc: 'Common clock over the link.',
  layout: {
    name: 'precision-time-measurement',
    size: 12,
    source,
    fields: [
      u32('capabilities', 4, { bits: { 1: 'REQUESTER', 2: 'RESPONDER', 4: 'ROOT' } }),
      u32('control', 8, { bits: { 1: 'ENABLE', 2: 'ROOT_SELECT' } }),
    ],
  },
};
