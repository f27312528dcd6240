import { u16 } from '../../fields.ts';
import { type PciCapability, source } from '../capability.ts';

export const addressTranslationServices: PciCapability = {
  id: 15,
  name: 'address-translation-services',
  doc: 'Device-side translation cache.',
  layout: {
    name: 'address-translation-services',
    size: 8,
    source,
    fields: [
      u16('invalidate_queue_depth', 4, { mask: 0x1f }),
      u16('capabilities', 4, { bits: { 32: 'PAGE_ALIGNED', 64: 'GLOBAL_INVALIDATE' } }),
      u16('smallest_translation_unit', 6, { mask: 0x1f }),
      u16('enable', 6, { mask: 0x8000 }),
    ],
  },
};
