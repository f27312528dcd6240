import * as z from 'zod';
import { checkSchema, targetSummarySchema } from '../../../native-bridge/contract/bridge-contract.ts';
import { errorSchema } from '../../../native-bridge/contract/errors.ts';
import { method } from '../../../native-bridge/contract/method-table.ts';
import { empty } from './common.ts';
import { fileEntrySchema } from './files.ts';

/** What can be opened: targets of this machine, of others, and what they lack. */

/** Another machine the person works with, and what it offered when it was last asked. */
export const hostSchema = z.strictObject({
  /** `ssh://user@host:port` */
  address: z.string(),
  /** `idle`: not asked since the workbench started. */
  state: z.enum(['idle', 'connecting', 'connected', 'failed']),
  /** What is being done while `connecting`: `Copying the bridge program`. */
  doing: z.string().optional(),
  error: errorSchema.optional(),
  /** Kernel, processor and Node.js of the host, as shown. */
  about: z.record(z.string(), z.string()),
  targets: z.array(targetSummarySchema),
});
export type Host = z.infer<typeof hostSchema>;

export const targetMethods = {
  'targets.list': method(
    empty,
    z.strictObject({
      targets: z.array(targetSummarySchema),
      files: z.array(fileEntrySchema),
      /** Files elsewhere on this machine that a person chose, newest first. */
      recent: z.array(fileEntrySchema),
      hosts: z.array(hostSchema),
    }),
  ),
  /** Keeps another machine in the list and asks it what it has; `state` tells how that went. Throws `bad-address`. */
  'host.add': method(z.strictObject({ address: z.string().max(4096) }), z.strictObject({ host: hostSchema })),
  /** Asks a machine of the list again. */
  'host.refresh': method(z.strictObject({ address: z.string().max(4096) }), z.strictObject({ host: hostSchema })),
  'host.remove': method(z.strictObject({ address: z.string().max(4096) }), empty),
  /** Looks at what a target, a host or (empty) this machine lacks. Checks come as events to the window that asked; resolves when all are done. */
  'doctor.run': method(
    z.strictObject({ run: z.int(), address: z.string().max(4096) }),
    z.strictObject({ checks: z.array(checkSchema) }),
  ),
  /** Binds the function to the vfio driver that fits it, which is told with the reason; it goes back to its driver when it is released. */
  'target.bind': method(
    z.strictObject({ address: z.string().max(4096) }),
    z.strictObject({ driver: z.string(), why: z.string() }),
  ),
  /** Gives the function back to the driver it had before `target.bind`. */
  'target.restore': method(z.strictObject({ address: z.string().max(4096) }), empty),
};

export const targetEvents = {
  'doctor.check': z.strictObject({ run: z.int(), check: checkSchema }),
  /** A machine of the list changed: its state, or what it offers. */
  'host.changed': hostSchema,
};
