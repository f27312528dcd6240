import { defineRequest } from './kind.ts';
import { planWrite } from './region-access.ts';
import { regionWriteSchema } from './schemas.ts';

export const regionWrite = defineRequest({
  kind: 'region.write',
  title: 'Write region',
  doc: 'Writes bytes into a VFIO region with one pwrite.',
  schema: regionWriteSchema,
  writes: true,
  plan: ({ region, offset, data }, view) => planWrite('region.write', region, offset, data, view),
});
