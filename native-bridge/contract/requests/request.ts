import { z } from 'zod';
import * as schemas from './schemas.ts';

/** Any one request, told apart by `kind`. */
export const requestSchema = z.discriminatedUnion('kind', [
  schemas.pcistbSchema,
  schemas.pcilgSchema,
  schemas.regionReadSchema,
  schemas.regionWriteSchema,
  schemas.configReadSchema,
  schemas.configWriteSchema,
  schemas.bufferAllocSchema,
  schemas.bufferFillSchema,
  schemas.bufferReadSchema,
  schemas.dmaMapSchema,
  schemas.dmaUnmapSchema,
  schemas.irqArmSchema,
  schemas.irqWaitSchema,
  schemas.deviceResetSchema,
  schemas.pasidBindSchema,
  schemas.pasidUnbindSchema,
]);
