import * as z from 'zod';
import { bufferName, transferLength } from './fields.ts';
import { defineRequest } from './kind.ts';
import { addressIn, bufferNamed } from './memory.ts';
import { noCall } from './planned.ts';

const schema = z.strictObject({
  kind: z.literal('buffer.read'),
  buffer: bufferName,
  at: z.int().min(0).default(0),
  length: transferLength,
});

export const bufferRead = defineRequest({
  kind: 'buffer.read',
  title: 'Read buffer',
  doc: 'Reads bytes of a buffer, for instance what the device wrote there.',
  schema,
  writes: false,
  plan: ({ buffer, at, length }, view) => {
    addressIn('buffer.read', bufferNamed('buffer.read', buffer, view), BigInt(at), BigInt(length));
    return noCall('The memory is read inside the bridge.');
  },
});
