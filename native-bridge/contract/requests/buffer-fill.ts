import * as z from 'zod';
import { fillSchema } from '../fills.ts';
import { MAX_BUFFER_BYTES } from '../limits.ts';
import { bufferName } from './fields.ts';
import { defineRequest } from './kind.ts';
import { addressIn, bufferNamed } from './memory.ts';
import { noCall } from './planned.ts';

const schema = z.strictObject({
  kind: z.literal('buffer.fill'),
  buffer: bufferName,
  at: z.int().min(0).default(0),
  length: z.int().min(0).max(MAX_BUFFER_BYTES).optional(),
  fill: fillSchema,
});

export const bufferFill = defineRequest({
  kind: 'buffer.fill',
  title: 'Fill buffer',
  doc: 'Fills a part of a buffer with a pattern or with given bytes.',
  schema,
  writes: false,
  plan: ({ buffer, at, length }, view) => {
    const memory = bufferNamed('buffer.fill', buffer, view);
    addressIn('buffer.fill', memory, BigInt(at), BigInt(length ?? 0));
    return noCall('The memory is filled inside the bridge.');
  },
});
