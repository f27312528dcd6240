import { WorkbenchError } from '../errors.ts';

/** Why a request cannot even be planned. */

/** It names something that does not exist, or cannot be expressed in the structure it would fill. */
export const badRequest = (op: string, message: string, next?: string) =>
  new WorkbenchError({ code: 'bad-request', op, message, next });

/** This function, on this bridge, cannot take it at all. */
export const absent = (op: string, message: string, next?: string) =>
  new WorkbenchError({ code: 'absent', op, message, next });
