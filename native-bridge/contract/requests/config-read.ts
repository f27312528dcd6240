import { REGION } from '../../rules/flags.ts';
import { defineRequest } from './kind.ts';
import { planRead } from './region-access.ts';
import { configReadSchema } from './schemas.ts';

export const configRead = defineRequest({
  kind: 'config.read',
  title: 'Read configuration space',
  doc: 'Reads bytes of PCI configuration space, which are little-endian, with one pread.',
  schema: configReadSchema,
  writes: false,
  plan: ({ offset, length }, view) => planRead('config.read', REGION.config, offset, length, view),
});
