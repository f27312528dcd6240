import * as z from 'zod';

export const empty = z.strictObject({});
/** A session by its id. */
export const sessionId = z.string();
/** Chosen in a save dialog before; without, a name in the workbench folder is made. */
export const savePath = z.string().max(4096).optional();
