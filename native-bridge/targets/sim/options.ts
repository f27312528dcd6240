import * as z from 'zod';
import { WorkbenchError } from '../../contract/errors.ts';
import { issueLine } from '../../contract/issue-line.ts';
import { type Backend, backendOption } from '../function/index.ts';
import { readInputFile } from '../input-file.ts';
import { functionModels } from './functions/index.ts';
import type { FunctionModel } from './functions/model.ts';
import type { ClockMode } from './process/clock.ts';
import { type Fault, faultScriptSchema } from './process/faults.ts';
import { type Driver, PATH_DRIVERS } from './vfio/driver.ts';

/** What stands behind `sim:`: a function name and options, `ism?path=bar8&seed=7&clock=virtual&faults=FILE`. */
export interface SimAddress {
  readonly model: FunctionModel;
  readonly driver: Driver;
  readonly seed: number;
  readonly clock: ClockMode;
  readonly backend: Backend;
  /** Mapping entries of a container; absent = the kernel's own 65,535. */
  readonly budget?: number;
  /** File with a fault script. */
  readonly faults?: string;
}

const OPTIONS = {
  path: z.enum(Object.keys(PATH_DRIVERS)),
  seed: z.coerce.number().int().min(0).max(0xffff_ffff),
  clock: z.enum(['wall', 'virtual']),
  backend: backendOption,
  budget: z.coerce.number().int().min(1).max(65_535),
  faults: z.string().min(1),
};

/** Largest fault script, bytes. */
const MOST_SCRIPT_BYTES = 1024 * 1024;

const optionsSchema = z.strictObject(OPTIONS).partial();

/** Splits and checks an address. Throws `unknown-target` and `bad-address`. */
export function parseSimAddress(rest: string): SimAddress {
  const [name = '', query = ''] = rest.split(/\?(.*)/s);
  const model = functionModels.find((one) => one.name === name);
  if (!model) throw unknownFunction(name);
  const options = optionsSchema.safeParse(Object.fromEntries(new URLSearchParams(query)));
  if (!options.success) throw badOptions(rest, options.error);
  const { path, seed = 1, clock = 'wall', backend = 'type1', budget, faults } = options.data;
  return { model, driver: path ? PATH_DRIVERS[path]! : model.driver, seed, clock, backend, budget, faults };
}

/** The fault script of an address. Throws `no-such-file` and `damaged-file`. */
export async function readFaults(file: string | undefined): Promise<readonly Fault[]> {
  if (file === undefined) return [];
  const text = await readInputFile(file, MOST_SCRIPT_BYTES);
  const script = faultScriptSchema.safeParse(parsed(file, text));
  if (script.success) return script.data.faults;
  throw damaged(file, `${issueLine(script.error, 'script')}.`);
}

function parsed(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw damaged(file, 'it is not JSON, or it was cut off.', cause);
  }
}

function damaged(file: string, why: string, cause?: unknown): WorkbenchError {
  const next = 'Write it as {"faults":[{"call":"pwrite","nth":100,"errno":"EIO"}]}.';
  return new WorkbenchError({ code: 'damaged-file', message: `The fault script ${file}: ${why}`, next }, { cause });
}

function unknownFunction(name: string): WorkbenchError {
  const known = functionModels.map((one) => `sim:${one.name}`).join(', ');
  const message = `There is no simulated function "${name.slice(0, 80)}".`;
  return new WorkbenchError({ code: 'unknown-target', message, next: `Use one of ${known}.`, op: 'target.open' });
}

function badOptions(rest: string, error: z.ZodError): WorkbenchError {
  const message = `The address sim:${rest.slice(0, 200)} has options that are not understood: ${issueLine(error, 'options')}.`;
  const next = `Options are path=${Object.keys(PATH_DRIVERS).join('|')}, seed=NUMBER, clock=wall|virtual, backend=type1|iommufd, budget=ENTRIES, faults=FILE.`;
  return new WorkbenchError({ code: 'bad-address', message, next, op: 'target.open' });
}
