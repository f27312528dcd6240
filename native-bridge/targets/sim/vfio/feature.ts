import { readU32 } from '../../../abi/bytes.ts';
import { type Answer, fail, HOST_ORDER, type IoctlArgument, ok } from './answer.ts';

/** VFIO_DEVICE_FEATURE of a function without migration support. Source: vfio_ioctl_device_feature; measured on 6.12. */

const INDEX_MASK = 0xffff;
const GET = 0x1_0000;
const SET = 0x2_0000;
const PROBE = 0x4_0000;
const MINIMUM = 8;

/** Feature index -> operations it takes. All others are ENOTTY: there is no migration, no VF token, no DMA logging. */
const FEATURES: Readonly<Record<number, number>> = {
  /** Low power entry, entry with wake-up, exit. */
  3: SET,
  4: SET,
  5: SET,
};

export function deviceFeature(arg: IoctlArgument): Answer {
  if (!(arg instanceof Uint8Array) || arg.length < MINIMUM) return fail('EFAULT');
  const flags = readU32(arg, 4, HOST_ORDER);
  if (readU32(arg, 0, HOST_ORDER) < MINIMUM || flags & ~(INDEX_MASK | GET | SET | PROBE)) return fail('EINVAL');
  const asked = flags & (GET | SET);
  const probe = (flags & PROBE) !== 0;
  if (!probe && asked === (GET | SET)) return fail('EINVAL');
  const taken = FEATURES[flags & INDEX_MASK];
  if (taken === undefined) return fail('ENOTTY');
  return asked & ~taken || (!probe && !asked) ? fail('EINVAL') : ok();
}
