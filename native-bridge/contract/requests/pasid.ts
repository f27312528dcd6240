import { IOCTL } from '../../abi/ioctl-numbers.ts';
import { encode } from '../../abi/layout.ts';
import { vfioIommuBindGuest } from '../../abi/structures/pasid-bind.ts';
import { check, pasidRules } from '../../rules/index.ts';
import type { PasidFields } from './fields.ts';
import type { FunctionView, Plan } from './kind.ts';
import { planned } from './planned.ts';

/** Flags of the request around the bind data: what is done with it. */
const ACTION = { bind: 1, unbind: 2 };

/** One VFIO_IOMMU_BIND. Every kernel but the simulated one of the proposal answers ENOTTY to it, and the verdict says so. */
export function planPasid(action: 'bind' | 'unbind', request: PasidFields, { facts }: FunctionView): Plan {
  const { argsz = vfioIommuBindGuest.size, flags, version, format, addrWidth, gpgd, hpasid, gpasid } = request;
  const values = {
    argsz,
    flags: ACTION[action],
    'bind.argsz': vfioIommuBindGuest.size - 8,
    'bind.version': version,
    'bind.format': format,
    'bind.addr_width': addrWidth,
    'bind.flags': flags,
    'bind.gpgd': gpgd,
    'bind.hpasid': hpasid,
    'bind.gpasid': gpasid,
  };
  const arg = encode(vfioIommuBindGuest, values, facts.byteOrder);
  const verdict = check(pasidRules[action], { argsz, flags, version, format, hpasid }, facts);
  return planned({ call: 'ioctl', on: 'iommu', name: 'VFIO_IOMMU_BIND', request: IOCTL.VFIO_IOMMU_BIND, arg }, verdict);
}
