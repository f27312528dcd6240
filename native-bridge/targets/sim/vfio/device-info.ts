import type { CapBytes } from '../../../abi/capabilities/capability.ts';
import { zpciBase } from '../../../abi/capabilities/zpci-base.ts';
import { zpciGroup } from '../../../abi/capabilities/zpci-group.ts';
import { zpciPfip } from '../../../abi/capabilities/zpci-pfip.ts';
import { zpciUtil } from '../../../abi/capabilities/zpci-util.ts';
import { encodeCap } from '../../../abi/chain.ts';
import { vfioDeviceInfo } from '../../../abi/structures/device.ts';
import type { FunctionIdentity } from '../zpci/identity.ts';
import { HOST_ORDER } from './answer.ts';
import type { Info } from './info-answer.ts';

const RESET = 1;
const PCI = 2;
const CAPS = 0x80;
const IRQ_INDEXES = 5;
/** What the VFIO BAR path tolerates, whatever the hardware takes. */
const BAR_MAXSTBL = 128;
/** Set by the kernel whether or not the hardware asks for refresh. */
const REFRESH = 1n;

/** VFIO_DEVICE_GET_INFO: base, group, utility string where there is one, function path. */
export function deviceInfo(identity: FunctionIdentity, handle: number, regions: number): Info {
  return {
    layout: vfioDeviceInfo,
    minimum: 16,
    values: { flags: RESET | PCI, num_regions: regions, num_irqs: IRQ_INDEXES },
    capsFlag: CAPS,
    caps: [baseCap(identity, handle), groupCap(identity), ...utilCap(identity), pathCap(identity)],
  };
}

function baseCap(identity: FunctionIdentity, fh: number): CapBytes {
  const { windows, pchid, vfn, pft, gid, fmbLength } = identity;
  const aperture = { start_dma: windows[0]?.start ?? 0n, end_dma: windows.at(-1)?.end ?? 0n };
  return encodeCap(zpciBase, { ...aperture, pchid, vfn, pft, gid, fh, fmb_length: fmbLength }, HOST_ORDER);
}

function groupCap({ group }: FunctionIdentity): CapBytes {
  const { dasm, mui, noi, version } = group;
  const limits = { maxstbl: BAR_MAXSTBL, imaxstbl: group.maxstbl };
  return encodeCap(
    zpciGroup,
    { dasm, mui, noi, version, ...limits, msi_addr: group.msiAddress, flags: REFRESH },
    HOST_ORDER,
  );
}

const utilCap = ({ utilString }: FunctionIdentity): CapBytes[] =>
  utilString ? [encodeCap(zpciUtil, { util_str: utilString }, HOST_ORDER)] : [];

const pathCap = ({ pfip }: FunctionIdentity): CapBytes => encodeCap(zpciPfip, { pfip }, HOST_ORDER);
