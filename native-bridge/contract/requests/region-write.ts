import * as z from 'zod';
import { bytes, u64 } from '../schema.ts';
import { defineRequest } from './kind.ts';
import { planWrite } from './region-access.ts';

const schema = z.strictObject({
  kind: z.literal('region.write'),
  region: z.int().min(0).max(255),
  offset: u64,
  data: bytes,
});

export const regionWrite = defineRequest({
  kind: 'region.write',
  title: 'Write region',
  doc: 'Writes bytes into a VFIO region with one pwrite.',
  schema,
  writes: true,
  plan: ({ region, offset, data }, view) => planWrite('region.write', region, offset, data, view),
});
