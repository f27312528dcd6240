import type { DoctorCheck } from '../check.ts';
import { access } from './access.ts';
import { addon } from './addon.ts';
import { driver } from './driver.ts';
import { free } from './free.ts';
import { aFunction } from './function.ts';
import { functions } from './functions.ts';
import { group } from './group.ts';
import { iommu } from './iommu.ts';
import { iommufd } from './iommufd.ts';
import { journal } from './journal.ts';
import { kernel } from './kernel.ts';
import { memlock } from './memlock.ts';
import { node } from './node.ts';
import { pci } from './pci.ts';
import { platform } from './platform.ts';
import { reset } from './reset.ts';
import { state } from './state.ts';
import { vfioDevice } from './vfio-device.ts';
import { vfioModules } from './vfio-modules.ts';

/** What a machine needs, from the outside in. Adding a check is a file and a line, behind the checks it needs. */
export const hostChecks: readonly DoctorCheck[] = [
  platform,
  node,
  addon,
  kernel,
  pci,
  iommu,
  vfioModules,
  vfioDevice,
  iommufd,
  memlock,
  functions,
  journal,
];

/** What one function needs beyond that. */
export const functionChecks: readonly DoctorCheck[] = [aFunction, driver, group, access, free, state, reset];
