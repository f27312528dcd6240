import { REGION } from '../../rules/flags.ts';
import { defineRequest } from './kind.ts';
import { planWrite } from './region-access.ts';
import { configWriteSchema } from './schemas.ts';

export const configWrite = defineRequest({
  kind: 'config.write',
  title: 'Write configuration space',
  doc: 'Writes bytes of PCI configuration space with one pwrite; the kernel keeps some fields to itself.',
  schema: configWriteSchema,
  writes: true,
  plan: ({ offset, data }, view) => planWrite('config.write', REGION.config, offset, data, view),
});
