import { parseUnsigned } from '../../../native-bridge/abi/hex.ts';
import { type BurstSpec, burstSpecSchema } from '../../../native-bridge/contract/bridge-contract.ts';
import type { LoopForm } from '../../store/state.ts';

/** From the typed loop to what is started, with the field to blame where that cannot be. */

export type LoopSpec = { readonly spec: BurstSpec } | { readonly field: string; readonly reason: string };

const number = (text: string): number | undefined => (text.trim() === '' ? undefined : Number(text));
const unsigned = (text: string): number => Number(parseUnsigned(text) ?? Number.NaN);

/** The loop that is meant; offsets and lengths may be hex or decimal. */
export function loopSpec({ op, path, space, offset, length, seconds, rate }: LoopForm): LoopSpec {
  const parsed = burstSpecSchema.safeParse({
    op,
    path: path || undefined,
    space: unsigned(space),
    offset,
    length: unsigned(length),
    seconds: number(seconds),
    rate: number(rate),
  });
  if (parsed.success) return { spec: parsed.data };
  const issue = parsed.error.issues[0];
  const field = String(issue?.path[0] ?? 'loop');
  return { field, reason: REASONS[field] ?? issue?.message ?? 'The loop is not complete.' };
}

const REASONS: Readonly<Record<string, string>> = {
  space: 'Space must be a number from 0 to 255.',
  offset: 'Offset must be a number, as 0x... or decimal.',
  length: 'Length must be 1 to 65,536 bytes.',
  seconds: 'Seconds must be a number above 0, at most 86,400.',
  rate: 'Rate must be a number of operations a second, or empty.',
};
