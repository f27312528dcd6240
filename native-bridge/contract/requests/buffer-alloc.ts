import * as z from 'zod';
import { MAX_BUFFER_BYTES, MAX_BUFFERS_BYTES } from '../limits.ts';
import { bufferName } from './fields.ts';
import { defineRequest } from './kind.ts';
import { noCall } from './planned.ts';
import { badRequest } from './refuse.ts';

/** Memory is given out in whole pages. */
const PAGE = 4096;

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
  plan: ({ buffer, size }, { buffers }) => {
    if (buffers.some(({ name }) => name === buffer))
      throw badRequest('buffer.alloc', `There is already a buffer ${buffer}.`, 'Choose another name.');
    const taken = buffers.reduce((sum, one) => sum + one.size, 0);
    if (taken + Math.ceil(size / PAGE) * PAGE > MAX_BUFFERS_BYTES)
      throw badRequest(
        'buffer.alloc',
        `Buffers may take ${MAX_BUFFERS_BYTES} bytes together.`,
        'Close and open the target.',
      );
    return noCall('The memory is allocated inside the bridge.');
  },
});
