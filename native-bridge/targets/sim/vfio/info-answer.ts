import { readU32, writeU32 } from '../../../abi/bytes.ts';
import type { CapBytes } from '../../../abi/capabilities/capability.ts';
import { encodeChain } from '../../../abi/chain.ts';
import { encode } from '../../../abi/layout.ts';
import type { FieldValues, Layout } from '../../../abi/types.ts';
import { type Answer, fail, HOST_ORDER, type IoctlArgument, ok } from './answer.ts';

/** The argsz contract that every VFIO info ioctl keeps. Source: linux/vfio.h and drivers/vfio; measured on 6.12. */

export interface Info {
  readonly layout: Layout;
  /** Bytes the kernel copies in; argsz below that is EINVAL. */
  readonly minimum: number;
  /** Values of the fixed part without argsz, cap_offset and the CAPS flag. */
  readonly values: FieldValues;
  readonly caps?: readonly CapBytes[];
  /** The flag that says capabilities exist. */
  readonly capsFlag?: number;
}

/** Checks argsz, then copies out what fits: the fixed part cut to argsz, and the chain only when all of it has room. */
export function answerInfo(arg: IoctlArgument, minimum: number, info: () => Info | undefined): Answer {
  if (!(arg instanceof Uint8Array) || arg.length < minimum) return fail('EFAULT');
  const argsz = readU32(arg, 0, HOST_ORDER);
  if (argsz < minimum) return fail('EINVAL');
  const answer = info();
  if (!answer) return fail('EINVAL');
  return copyOut(arg, argsz, answer.caps?.length ? withChain(answer, argsz) : fixedPart(answer, argsz));
}

const fixedPart = ({ layout, values }: Info, argsz: number) => encode(layout, { ...values, argsz }, HOST_ORDER);

function withChain(info: Info, argsz: number): Uint8Array {
  const flags = Number(info.values.flags ?? 0) | (info.capsFlag ?? 0);
  const values = { ...info.values, flags };
  const full = encodeChain({ layout: info.layout, values }, info.caps ?? [], HOST_ORDER);
  if (argsz < full.length) return fixedPart({ ...info, values }, full.length);
  writeU32(full, 0, argsz, HOST_ORDER);
  return full;
}

/** The caller's buffer with the answer in it. A buffer shorter than its argsz claims is memory that is not there. */
function copyOut(arg: Uint8Array, argsz: number, answer: Uint8Array): Answer {
  const length = Math.min(argsz, answer.length);
  if (arg.length < length) return fail('EFAULT');
  const out = arg.slice();
  out.set(answer.subarray(0, length));
  return ok(0, out);
}
