import { u8 } from '../../fields.ts';
import { type PciCapability, source } from '../capability.ts';

export const advancedFeatures: PciCapability = {
  id: 19,
  name: 'advanced-features',
  doc: 'Function-level reset of a conventional function.',
  layout: {
    name: 'advanced-features',
    size: 6,
    source,
    fields: [
      u8('cap_len', 2),
      u8('capabilities', 3, { bits: { 1: 'TRANSACTIONS_PENDING', 2: 'FLR' } }),
      u8('control', 4, { bits: { 1: 'INITIATE_FLR' } }),
      u8('status', 5, { bits: { 1: 'TRANSACTIONS_PENDING' } }),
    ],
  },
};
