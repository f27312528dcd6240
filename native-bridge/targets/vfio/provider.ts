import { arch, endianness, release } from 'node:os';
import { loadAddon } from '../../addon/index.ts';
import type { TargetSummary } from '../../contract/bridge-contract.ts';
import { errorInfo, WorkbenchError } from '../../contract/errors.ts';
import { type FunctionAccess, type FunctionPlace, openFunction } from '../function/index.ts';
import { driverName } from '../function/sysfs.ts';
import type { Target, TargetProvider } from '../target.ts';
import { AddonSyscalls } from './addon-syscalls.ts';
import { isBindable } from './binding/bindable.ts';
import { parseFunctionAddress } from './function-address.ts';
import { unknownFunction } from './function-name.ts';
import { type HostFiles, pciFunctions, readAttributes, THIS_HOST } from './host-files.ts';
import { identityOf } from './identity.ts';
import { thisMachine } from './local-host.ts';
import { mappingAdvice } from './memlock.ts';
import { isVfioDriver, isZpci, type NotReady, readiness } from './readiness.ts';

/** `vfio:0007:00:00.0`: functions of this machine, through group and container or through their own device files. */
export const vfioProvider: TargetProvider = {
  scheme: 'vfio',
  list: async () => listFunctions(THIS_HOST, { journalled: await journalled() }),
  open: openVfio,
};

/** What is known of a host beside its files. */
export interface ListOptions {
  readonly load?: () => unknown;
  /** Functions that the journal has as bound by a workbench. */
  readonly journalled?: readonly string[];
}

const journalled = async () => (await thisMachine().journal.list()).map((entry) => entry.function);

/** Functions bound to a vfio driver, and every zPCI function with what keeps it from being opened. */
export async function listFunctions(host: HostFiles, options: ListOptions = {}): Promise<TargetSummary[]> {
  const all = (await pciFunctions(host)).map((bdf) => ({ bdf, attributes: readAttributes(host, bdf) }));
  const ours = all.filter(({ attributes }) => isVfioDriver(driverName(attributes)) || isZpci(attributes));
  return Promise.all(ours.map(({ bdf, attributes }) => summary(host, options, bdf, attributes)));
}

async function summary(
  host: HostFiles,
  { load = loadAddon, journalled = [] }: ListOptions,
  bdf: string,
  attributes: Record<string, Uint8Array>,
): Promise<TargetSummary> {
  const state = await readiness(host, bdf, attributes);
  return {
    address: `vfio:${bdf}`,
    title: bdf,
    kind: 'vfio',
    identity: identityOf(attributes),
    driver: driverName(attributes),
    ...(state.ready ? addonState(load) : state),
    ...((await isBindable(host, bdf, attributes)) && { bindable: true }),
    ...(journalled.includes(bdf) && { boundByUs: true }),
  };
}

/** The last thing to be missing: the addon. It is only looked for where there is a function to open. */
function addonState(load: () => unknown): { readonly ready: true } | NotReady {
  try {
    load();
    return { ready: true };
  } catch (thrown) {
    const { message, next = '' } = errorInfo(thrown);
    return { ready: false, reason: message, remedy: next };
  }
}

async function openVfio(rest: string): Promise<Target> {
  const { bdf, backend } = parseFunctionAddress(rest);
  const attributes = readAttributes(THIS_HOST, bdf);
  if (!attributes.vendor) throw unknownFunction(bdf);
  const state = await readiness(THIS_HOST, bdf, attributes, backend);
  if (!state.ready) {
    throw new WorkbenchError({ code: 'not-ready', message: state.reason, next: state.remedy, op: 'target.open' });
  }
  const kernel = new AddonSyscalls(loadAddon(), (name) => readAttributes(THIS_HOST, name));
  return openFunction(kernel, placeOf(rest, bdf, state.access));
}

const placeOf = (rest: string, bdf: string, access: FunctionAccess): FunctionPlace => ({
  address: `vfio:${rest}`,
  title: bdf,
  kind: 'vfio',
  bdf,
  access,
  byteOrder: endianness() === 'BE' ? 'be' : 'le',
  host: { kernel: release(), machine: arch() },
  advice: (errno) => mappingAdvice(THIS_HOST, errno),
});
