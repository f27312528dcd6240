import { VFIO_PCI } from '../vfio/driver.ts';
import { configImage } from '../zpci/config-image.ts';
import { SimFunction } from '../zpci/function.ts';
import {
  type BarResource,
  type FunctionIdentity,
  MEM_64_RESOURCE,
  MEM_RESOURCE,
  PREFETCH_RESOURCE,
} from '../zpci/identity.ts';
import type { FunctionModel } from './model.ts';
import { RegisterFile } from './register-file.ts';

/**
 * A network function of the usual kind: strict alignment, store blocks up to 128 bytes, one register BAR with the MSI-X table in it, a
 * PCI Express capability (so the ERR interrupt exists), extended configuration space.
 */

const BAR_SIZE = 0x10_0000;
const ABSENT: BarResource = { size: 0n, flags: 0 };
const BARS: readonly BarResource[] = [
  { size: BigInt(BAR_SIZE), flags: MEM_RESOURCE | MEM_64_RESOURCE | PREFETCH_RESOURCE },
  ...Array.from({ length: 6 }, () => ABSENT),
];

/** Storing n here raises MSI-X vector n: a register of the model, so that interrupts can be tried. */
const DOORBELL = 0x1000;

const POWER = [0x01, 0, 0x03, 0, 0, 0, 0, 0];
const EXPRESS = [0x10, 0, 0x02, 0, 0xe1, 0x8f, 0, 0x10, 0x10, 0x28, 0, 0, 0x82, 0, 0, 0, 0, 0, 0x82, 0];
/** 16 vectors, table in BAR 0 at 0x2000, pending bits at 0x3000. */
const MSIX = [0x11, 0, 0x0f, 0, 0x00, 0x20, 0, 0, 0x00, 0x30, 0, 0];
/** Advanced error reporting, next at 0x150; device serial number. */
const AER = [0x01, 0x00, 0x02, 0x15];
const SERIAL = [0x03, 0x00, 0x01, 0x00, 0x01, 0x02, 0x03, 0xff, 0xfe, 0x04, 0x05, 0x06];

export const nicIdentity: FunctionIdentity = {
  bdf: '0010:00:00.0',
  iommuGroup: '16',
  fh: 0xa200_0010,
  fid: 0x0020,
  uid: 0x10,
  pchid: 0x0184,
  vfn: 0,
  pft: 0x0a,
  gid: 0x05,
  fmbLength: 0x40,
  fmbFormat: 0,
  pfip: Uint8Array.of(0x80, 0x02, 0x01, 0x00),
  group: {
    dasm: 0xffn,
    msiAddress: 0xfe00_0000_0000_0000n,
    mui: 4000,
    noi: 16,
    version: 1,
    maxstbl: 128,
    relaxed: false,
  },
  windows: [{ start: 0x1_0000_0000n, end: 0x1_3fff_ffffn }],
  config: configImage({
    vendor: 0x15b3,
    device: 0x1015,
    subsystemVendor: 0x1014,
    subsystem: 0x066b,
    classCode: 0x02_0000,
    revision: 0,
    bars: BARS,
    size: 0x1000,
    caps: [
      { at: 0x40, bytes: POWER },
      { at: 0x60, bytes: EXPRESS },
      { at: 0x9c, bytes: MSIX },
    ],
    extended: [
      { at: 0x100, bytes: AER },
      { at: 0x150, bytes: SERIAL },
    ],
  }),
  bars: BARS,
};

/** Firmware revision and status, as such functions begin their registers. */
const FIRST_REGISTERS = Uint8Array.of(0x00, 0x0e, 0x00, 0x10, 0x00, 0x01, 0x00, 0x00);

export const nic: FunctionModel = {
  name: 'nic',
  title: 'Simulated network function',
  driver: VFIO_PCI,
  build: () => nicFunction(nicIdentity),
};

/** A network function with registers of its own. */
export function nicFunction(identity: FunctionIdentity): SimFunction {
  const registers = new RegisterFile({ bar: 0, size: BAR_SIZE, doorbell: DOORBELL, initial: FIRST_REGISTERS });
  return new SimFunction(identity, VFIO_PCI, registers);
}
