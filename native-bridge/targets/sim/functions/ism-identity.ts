import { toEbcdic } from '../../../abi/ebcdic.ts';
import { COMMAND_WINDOW_SIZE } from '../ism/command-window.ts';
import { configImage } from '../zpci/config-image.ts';
import {
  type BarResource,
  type FunctionIdentity,
  MEM_64_RESOURCE,
  MEM_RESOURCE,
  PREFETCH_RESOURCE,
} from '../zpci/identity.ts';

/**
 * Identity of an ISM function: vendor 1014, device 04ed, type 5, data window of 2^48 bytes, one plain MSI vector, no MSI-X, no PCI
 * Express capability. Numbers follow the documented layout of such functions; none is a real machine's.
 */

const MEMORY_64 = MEM_RESOURCE | MEM_64_RESOURCE;
const ABSENT: BarResource = { size: 0n, flags: 0 };

const BARS: readonly BarResource[] = [
  { size: 1n << 48n, flags: MEMORY_64 | PREFETCH_RESOURCE },
  ABSENT,
  { size: BigInt(COMMAND_WINDOW_SIZE), flags: MEMORY_64 },
  ABSENT,
  ABSENT,
  ABSENT,
  ABSENT,
];

/** MSI, 64-bit address, one vector. */
const MSI = [0x05, 0, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

const CONFIG = configImage({
  vendor: 0x1014,
  device: 0x04ed,
  subsystemVendor: 0x1014,
  subsystem: 0,
  classCode: 0,
  revision: 0,
  bars: BARS,
  size: 0x100,
  caps: [{ at: 0x48, bytes: MSI }],
});

interface IsmName {
  readonly bdf: string;
  readonly iommuGroup: string;
  readonly fid: number;
  readonly fh: number;
  /** Counts the functions on the channel from 1. */
  readonly number: number;
}

export const ismIdentity = ({ number, ...name }: IsmName): FunctionIdentity => ({
  ...name,
  uid: Number.parseInt(name.bdf, 16),
  pchid: 0x07c0,
  vfn: 0,
  pft: 5,
  gid: 0x0a,
  fmbLength: 0x50,
  fmbFormat: 3,
  pfip: Uint8Array.of(0x80, 0x0c, 0x00, 0x02 + number),
  utilString: toEbcdic(`ISM DEMO 0${number}`, 64),
  group: {
    dasm: 0xffn,
    msiAddress: 0xfe00_0000_0000_0000n,
    mui: 4000,
    noi: 1,
    version: 1,
    maxstbl: 4096,
    relaxed: true,
  },
  windows: [{ start: 0x1_0000_0000n, end: 0x3ff_ffff_ffffn }],
  config: CONFIG,
  bars: BARS,
});
