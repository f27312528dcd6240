import { defineRequest } from './kind.ts';
import { planRead } from './region-access.ts';
import { regionReadSchema } from './schemas.ts';

export const regionRead = defineRequest({
  kind: 'region.read',
  title: 'Read region',
  doc: 'Reads bytes of a VFIO region with one pread; reading may have side effects on the device.',
  schema: regionReadSchema,
  writes: false,
  plan: ({ region, offset, length }, view) => planRead('region.read', region, offset, length, view),
});
