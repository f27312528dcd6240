import { defineRequest } from './kind.ts';
import { addressIn, bufferNamed } from './memory.ts';
import { noCall } from './planned.ts';
import { bufferReadSchema } from './schemas.ts';

export const bufferRead = defineRequest({
  kind: 'buffer.read',
  title: 'Read buffer',
  doc: 'Reads bytes of a buffer, for instance what the device wrote there.',
  schema: bufferReadSchema,
  writes: false,
  plan: ({ buffer, at, length }, view) => {
    addressIn('buffer.read', bufferNamed('buffer.read', buffer, view), BigInt(at), BigInt(length));
    return noCall('The memory is read inside the bridge.');
  },
});
