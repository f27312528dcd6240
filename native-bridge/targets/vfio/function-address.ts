import * as z from 'zod';
import { WorkbenchError } from '../../contract/errors.ts';
import { issueLine } from '../../contract/issue-line.ts';
import { type Backend, backendOption } from '../function/index.ts';
import { checkedName } from './function-name.ts';

/** What stands behind `vfio:`: `0007:00:00.0`, or `0007:00:00.0?backend=iommufd`. */
export interface FunctionAddress {
  readonly bdf: string;
  /** How to open it; absent = through its group where that is there, else through its own device file. */
  readonly backend?: Backend;
}

const optionsSchema = z.strictObject({ backend: backendOption }).partial();

/** Splits and checks an address. Throws `bad-address`. */
export function parseFunctionAddress(rest: string): FunctionAddress {
  const [name = '', query = ''] = rest.split(/\?(.*)/s);
  const bdf = checkedName(name);
  const options = optionsSchema.safeParse(Object.fromEntries(new URLSearchParams(query)));
  if (options.success) return { bdf, ...options.data };
  throw new WorkbenchError({
    code: 'bad-address',
    message: `The address vfio:${rest.slice(0, 200)} has options that are not understood: ${issueLine(options.error, 'options')}.`,
    next: 'The option is backend=type1|iommufd.',
    op: 'target.open',
  });
}
