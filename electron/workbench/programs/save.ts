import { readU16, readU32, readU64 } from '../../../native-bridge/abi/bytes.ts';
import { badProgram, NUMBER_WIDTHS, type NumberType } from '../../contract/programs/expression.ts';
import type { RequestStep } from '../../contract/programs/resolve.ts';

type Save = NonNullable<RequestStep['save']>[number];

/** Number taken out of the answered bytes for a variable. Throws `bad-program` when the answer is too short. */
export function savedValue({ name, at, type }: Save, data: Uint8Array | undefined): bigint {
  const length = data?.length ?? 0;
  if (!data || at + NUMBER_WIDTHS[type] > length)
    throw badProgram(`save ${name}: ${type} at ${at} lies beyond the ${length} answered bytes.`);
  return readNumber(data, at, type);
}

function readNumber(data: Uint8Array, at: number, type: NumberType): bigint {
  const order = type.endsWith('le') ? 'le' : 'be';
  const width = NUMBER_WIDTHS[type];
  if (width === 8) return readU64(data, at, order);
  if (width === 4) return BigInt(readU32(data, at, order));
  return BigInt(width === 2 ? readU16(data, at, order) : data[at]!);
}
