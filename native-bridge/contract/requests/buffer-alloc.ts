import { defineRequest } from './kind.ts';
import { noCall } from './planned.ts';
import { bufferAllocSchema } from './schemas.ts';

export const bufferAlloc = defineRequest({
  kind: 'buffer.alloc',
  title: 'Allocate buffer',
  doc: 'Allocates page-aligned memory in the bridge, zeroed, under a name.',
  schema: bufferAllocSchema,
  writes: false,
  plan: () => noCall('The memory is allocated inside the bridge.'),
});
