import * as z from 'zod';
import { u64 } from '../schema.ts';
import { transferLength } from './fields.ts';
import { defineRequest } from './kind.ts';
import { planRead } from './region-access.ts';

const schema = z.strictObject({
  kind: z.literal('region.read'),
  region: z.int().min(0).max(255),
  offset: u64,
  length: transferLength,
});

export const regionRead = defineRequest({
  kind: 'region.read',
  title: 'Read region',
  doc: 'Reads bytes of a VFIO region with one pread; reading may have side effects on the device.',
  schema,
  writes: false,
  plan: ({ region, offset, length }, view) => planRead('region.read', region, offset, length, view),
});
