import { defineRequest } from './kind.ts';
import { bufferNamed } from './memory.ts';
import { noCall } from './planned.ts';
import { bufferFillSchema } from './schemas.ts';

export const bufferFill = defineRequest({
  kind: 'buffer.fill',
  title: 'Fill buffer',
  doc: 'Fills a part of a buffer with a pattern or with given bytes.',
  schema: bufferFillSchema,
  writes: false,
  plan: ({ buffer }, view) => {
    bufferNamed('buffer.fill', buffer, view);
    return noCall('The memory is filled inside the bridge.');
  },
});
