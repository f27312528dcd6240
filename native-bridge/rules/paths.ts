import { clampToRegion } from './breach.ts';
import { check, joinVerdicts } from './check.ts';
import { ZPCI_IO } from './flags.ts';
import { ismLoadRules, ismStoreRules } from './ism-store.ts';
import { mmioRules } from './mmio.ts';
import { pcilgRules } from './pcilg.ts';
import { pcistbRules } from './pcistb.ts';
import { regionAccessRules } from './region-access.ts';
import type { Facts, Load, StoreBlock, StorePath, Verdict } from './types.ts';
import { isBlockWrite, isRead, zpciIoRules } from './zpci-io.ts';

/** The verdict on a store or load, by the path it takes: the driver's checks first, then those of the instruction it issues. */

const asEio = ({ broken }: Verdict): Verdict => ({
  broken: broken.map((rule) => ({ ...rule, errno: 'EIO' })),
  errno: broken.length > 0 ? 'EIO' : undefined,
});

const instruction = (store: StoreBlock, facts: Facts) =>
  check(pcistbRules[facts.relaxed ? 'relaxed' : 'strict'], store, facts);

/** The driver clamps to the end of the BAR and issues one PCISTB of what is left; nothing left, no instruction. */
function ismStore(store: StoreBlock, facts: Facts): Verdict {
  const length = clampToRegion(store.space, store.offset, store.length, facts);
  const driver = check(ismStoreRules, store, facts);
  return length === 0 ? driver : joinVerdicts(driver, instruction({ ...store, length }, facts));
}

/** READ wins over BLOCKW; every failure of the instruction comes back as EIO. */
function zpciIo(request: StoreBlock, facts: Facts): Verdict {
  const region = check(zpciIoRules[facts.zpciIoMode ?? 'posted'], request, facts);
  if (isRead(request)) return joinVerdicts(region, asEio(check(pcilgRules, request, facts)));
  return isBlockWrite(request) ? joinVerdicts(region, asEio(instruction(request, facts))) : region;
}

const barAccess = ({ space, offset, length }: StoreBlock, write: boolean, facts: Facts) =>
  check(regionAccessRules, { region: space, offset, length, write }, facts);

/** What a store block breaks on `path`. On `vfio-bar` the device's own refusals are invisible, so only the driver's checks count. */
export function storeVerdict(path: StorePath, store: StoreBlock, facts: Facts): Verdict {
  if (path === 'ism-vfio-pci') return ismStore(store, facts);
  if (path === 'zpci-io') return zpciIo(store, facts);
  return path === 'vfio-bar' ? barAccess(store, true, facts) : check(mmioRules, store, facts);
}

/** What a load breaks on `path`. On BAR paths the kernel cuts it into pieces that always keep the rules of PCILG. */
export function loadVerdict(path: StorePath, load: Load, facts: Facts): Verdict {
  if (path === 'ism-vfio-pci') return check(ismLoadRules, load, facts);
  if (path === 'zpci-io') return zpciIo({ flags: ZPCI_IO.READ, ...load }, facts);
  return path === 'vfio-bar' ? barAccess(load, false, facts) : check(mmioRules, load, facts);
}
