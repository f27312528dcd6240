import * as z from 'zod';
import { REGION } from '../../rules/flags.ts';
import { bytes, u64 } from '../schema.ts';
import { defineRequest } from './kind.ts';
import { planWrite } from './region-access.ts';

const schema = z.strictObject({ kind: z.literal('config.write'), offset: u64, data: bytes });

export const configWrite = defineRequest({
  kind: 'config.write',
  title: 'Write configuration space',
  doc: 'Writes bytes of PCI configuration space with one pwrite; the kernel keeps some fields to itself.',
  schema,
  writes: true,
  plan: ({ offset, data }, view) => planWrite('config.write', REGION.config, offset, data, view),
});
