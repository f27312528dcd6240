import * as z from 'zod';
import { REGION } from '../../rules/flags.ts';
import { u64 } from '../schema.ts';
import { transferLength } from './fields.ts';
import { defineRequest } from './kind.ts';
import { planRead } from './region-access.ts';

const schema = z.strictObject({ kind: z.literal('config.read'), offset: u64, length: transferLength });

export const configRead = defineRequest({
  kind: 'config.read',
  title: 'Read configuration space',
  doc: 'Reads bytes of PCI configuration space, which are little-endian, with one pread.',
  schema,
  writes: false,
  plan: ({ offset, length }, view) => planRead('config.read', REGION.config, offset, length, view),
});
