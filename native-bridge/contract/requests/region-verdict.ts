import { decodeFields } from '../../abi/layout.ts';
import { ZPCI_IO_REQUEST_AT, zpciIoRequest } from '../../abi/structures/zpci-io.ts';
import { clampToRegion } from '../../rules/breach.ts';
import { check, joinVerdicts } from '../../rules/check.ts';
import { REGION } from '../../rules/flags.ts';
import { loadVerdict, storeVerdict } from '../../rules/paths.ts';
import { configAccessRules, regionAccessRules } from '../../rules/region-access.ts';
import { vfioPieces } from '../../rules/splitting.ts';
import type { RegionAccess, StoreBlock, Verdict } from '../../rules/types.ts';
import { zpciIoAccessRules } from '../../rules/zpci-io-access.ts';
import type { FunctionView } from './kind.ts';

const isIsm = ({ paths }: FunctionView, region: number) => region <= REGION.lastBar && paths.includes('ism-vfio-pci');

/** What a region access breaks, by the kind of region. `data` is what a write would put there. */
export function regionVerdict(access: RegionAccess, view: FunctionView, data?: Uint8Array): Verdict {
  const { facts } = view;
  const { region: space, offset, length, write } = access;
  if (access.region === REGION.config) return check(configAccessRules, access, facts);
  if (access.region === view.zpciIoRegion) return ioRegionVerdict(access, view, data);
  if (!isIsm(view, space)) return check(regionAccessRules, access, facts);
  const judge = write ? storeVerdict : loadVerdict;
  return judge('ism-vfio-pci', { space, offset, length, gaddr: 0n }, facts);
}

/** A whole request written at its place is judged as such; a part runs together with older bytes nobody here knows. */
function ioRegionVerdict(access: RegionAccess, { facts }: FunctionView, data?: Uint8Array): Verdict {
  const verdict = check(zpciIoAccessRules, access, facts);
  const whole = access.offset === BigInt(ZPCI_IO_REQUEST_AT) && access.length >= zpciIoRequest.size;
  if (!data || !whole) return verdict;
  const { flags, gaddr, offset, len: length, pcias: space } = decodeFields(zpciIoRequest, data, facts.byteOrder);
  const request = { flags, gaddr, offset, length, space } as unknown as StoreBlock;
  return joinVerdicts(verdict, storeVerdict('zpci-io', request, facts));
}

/** Device operations the kernel makes of a region access; undefined where its handlers decide. */
export function regionOperations(
  { region, offset, length, write }: RegionAccess,
  view: FunctionView,
): number | undefined {
  if (region > REGION.rom) return undefined;
  const left = clampToRegion(region, offset, length, view.facts);
  if (isIsm(view, region)) return write ? Math.min(left, 1) : vfioPieces(offset, left).length;
  return vfioPieces(offset, left, { rom: region === REGION.rom, maxWidth: view.facts.barWidth }).length;
}
