import * as z from 'zod';
import { MAX_BUFFER_BYTES } from '../limits.ts';
import { bufferName } from './fields.ts';
import { defineRequest } from './kind.ts';
import { noCall } from './planned.ts';

const schema = z.strictObject({
  kind: z.literal('buffer.alloc'),
  buffer: bufferName,
  size: z.int().min(1).max(MAX_BUFFER_BYTES),
});

export const bufferAlloc = defineRequest({
  kind: 'buffer.alloc',
  title: 'Allocate buffer',
  doc: 'Allocates page-aligned memory in the bridge, zeroed, under a name.',
  schema,
  writes: false,
  plan: () => noCall('The memory is allocated inside the bridge.'),
});
