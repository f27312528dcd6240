import type { TargetSummary } from '../../contract/bridge-contract.ts';
import { WorkbenchError } from '../../contract/errors.ts';
import { type Backend, type FunctionPlace, openFunction } from '../function/index.ts';
import type { Target, TargetProvider } from '../target.ts';
import { functionModels } from './functions/index.ts';
import type { FunctionModel } from './functions/model.ts';
import { simulatedHost } from './machine.ts';
import { parseSimAddress, readFaults } from './options.ts';
import { SimKernel } from './process/kernel.ts';
import type { Driver } from './vfio/driver.ts';
import type { SimFunction } from './zpci/function.ts';
import type { FunctionIdentity } from './zpci/identity.ts';
import { cdevOf } from './zpci/sysfs.ts';

/** Targets `sim:ism`, `sim:ism-peer`, `sim:nic`, `sim:rfc2019`: functions of one simulated s390x host. */
export const simProvider: TargetProvider = {
  scheme: 'sim',
  list: async () => functionModels.map(summary),
  open: openSimulated,
};

async function openSimulated(rest: string): Promise<Target> {
  const { model, driver, seed, clock, backend, budget, faults } = parseSimAddress(rest);
  const script = await readFaults(faults);
  const machine = simulatedHost();
  const fn = machine.function(model);
  if (fn.owner) throw alreadyOpen(model);
  fn.driver = driver;
  return openFunction(
    new SimKernel(machine.host, { seed, clock, faults: script, entryLimit: budget }),
    placeOf(rest, model, fn, backend),
  );
}

const placeOf = (
  rest: string,
  model: FunctionModel,
  { identity, driver }: SimFunction,
  backend: Backend,
): FunctionPlace => ({
  address: `sim:${rest}`,
  title: model.title,
  kind: 'sim',
  bdf: identity.bdf,
  access: backend === 'iommufd' ? { by: 'cdev', cdev: cdevOf(identity) } : { by: 'group', group: identity.iommuGroup },
  byteOrder: 'be',
  host: {
    kernel: simulatedHost().host.era.release,
    machine: 's390x (simulated)',
    ...driverFacts(driver),
    ...spoken(identity),
  },
});

/** What a pre-check must know of the driver and no kernel answer says. */
const driverFacts = ({ maxWidth, ioRegion }: Driver): Record<string, string> => ({
  bar_width: `${maxWidth}`,
  ...(ioRegion ? { zpci_io_mode: ioRegion } : {}),
});

const spoken = ({ dialect }: FunctionIdentity): Record<string, string> => (dialect ? { dialect } : {});

const hex = (value: number, digits: number) => `0x${value.toString(16).padStart(digits, '0')}`;

function summary(model: FunctionModel): TargetSummary {
  const { identity, owner } = simulatedHost().function(model);
  return {
    address: `sim:${model.name}`,
    title: model.title,
    kind: 'sim',
    identity: {
      Function: identity.bdf,
      FID: hex(identity.fid, 8),
      UID: hex(identity.uid, 1),
      PCHID: hex(identity.pchid, 4),
      Type: hex(identity.pft, 2),
    },
    driver: model.driver.name,
    ready: owner === undefined,
    ...(owner && { reason: 'It is open in another session.', remedy: CLOSE_FIRST }),
  };
}

const CLOSE_FIRST = 'Close the other session, or open another simulated function.';

function alreadyOpen(model: FunctionModel): WorkbenchError {
  return new WorkbenchError({
    code: 'not-ready',
    message: `sim:${model.name} is already open: a function has one owner at a time.`,
    next: CLOSE_FIRST,
    op: 'target.open',
  });
}
