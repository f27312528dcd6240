import { u16 } from '../../fields.ts';
import { type PciCapability, source } from '../capability.ts';

const ACS = {
  1: 'SOURCE_VALIDATION',
  2: 'TRANSLATION_BLOCKING',
  4: 'REQUEST_REDIRECT',
  8: 'COMPLETION_REDIRECT',
  16: 'UPSTREAM_FORWARDING',
  32: 'EGRESS_CONTROL',
  64: 'DIRECT_TRANSLATED',
};

export const accessControlServices: PciCapability = {
  id: 13,
  name: 'access-control-services',
  doc: 'How the function keeps peers apart.',
  layout: {
    name: 'access-control-services',
    size: 8,
    source,
    fields: [u16('capabilities', 4, { bits: ACS }), u16('control', 6, { bits: ACS })],
  },
};
