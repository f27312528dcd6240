import { arch, endianness, release } from 'node:os';
import { loadAddon } from '../../addon/index.ts';
import type { TargetSummary } from '../../contract/bridge-contract.ts';
import { errorInfo, WorkbenchError } from '../../contract/errors.ts';
import { type FunctionPlace, openFunction } from '../function/index.ts';
import { attributeText, driverName } from '../function/sysfs.ts';
import type { Target, TargetProvider } from '../target.ts';
import { AddonSyscalls } from './addon-syscalls.ts';
import { checkedName, unknownFunction } from './function-name.ts';
import { type HostFiles, pciFunctions, readAttributes, THIS_HOST } from './host-files.ts';
import { isVfioDriver, isZpci, type Readiness, readiness } from './readiness.ts';

/** `vfio:0007:00:00.0`: functions of this machine, through group and container. */
export const vfioProvider: TargetProvider = {
  scheme: 'vfio',
  list: () => listFunctions(THIS_HOST),
  open: openVfio,
};

/** Functions bound to a vfio driver, and every zPCI function with what keeps it from being opened. */
export async function listFunctions(host: HostFiles, load: () => unknown = loadAddon): Promise<TargetSummary[]> {
  const all = (await pciFunctions(host)).map((bdf) => ({ bdf, attributes: readAttributes(host, bdf) }));
  const ours = all.filter(({ attributes }) => isVfioDriver(driverName(attributes)) || isZpci(attributes));
  return Promise.all(ours.map(({ bdf, attributes }) => summary(host, load, bdf, attributes)));
}

async function summary(
  host: HostFiles,
  load: () => unknown,
  bdf: string,
  attributes: Record<string, Uint8Array>,
): Promise<TargetSummary> {
  const state = await readiness(host, bdf, attributes);
  return {
    address: `vfio:${bdf}`,
    title: bdf,
    kind: 'vfio',
    identity: identity(attributes),
    driver: driverName(attributes),
    ...(state.ready ? addonState(load) : state),
  };
}

/** The last thing to be missing: the addon. It is only looked for where there is a function to open. */
function addonState(load: () => unknown): Readiness {
  try {
    load();
    return { ready: true };
  } catch (thrown) {
    const { message, next = '' } = errorInfo(thrown);
    return { ready: false, reason: message, remedy: next };
  }
}

/** What sysfs says of a function's identity -> how it is shown. */
const IDENTITY = { FID: 'function_id', UID: 'uid', PCHID: 'pchid', type: 'pft', vendor: 'vendor', device: 'device' };

function identity(attributes: Record<string, Uint8Array>): Record<string, string> {
  const known = Object.entries(IDENTITY).map(([label, name]) => [label, attributeText(attributes, name)]);
  return Object.fromEntries(known.filter(([, text]) => text !== undefined));
}

async function openVfio(bdf: string): Promise<Target> {
  const attributes = readAttributes(THIS_HOST, checkedName(bdf));
  if (!attributes.vendor) throw unknownFunction(bdf);
  const state = await readiness(THIS_HOST, bdf, attributes);
  if (!state.ready) {
    throw new WorkbenchError({ code: 'not-ready', message: state.reason, next: state.remedy, op: 'target.open' });
  }
  const kernel = new AddonSyscalls(loadAddon(), (name) => readAttributes(THIS_HOST, name));
  return openFunction(kernel, placeOf(bdf, attributeText(attributes, 'iommu_group')!));
}

const placeOf = (bdf: string, group: string): FunctionPlace => ({
  address: `vfio:${bdf}`,
  title: bdf,
  kind: 'vfio',
  bdf,
  access: { by: 'group', group },
  byteOrder: endianness() === 'BE' ? 'be' : 'le',
  host: { kernel: release(), machine: arch() },
});
