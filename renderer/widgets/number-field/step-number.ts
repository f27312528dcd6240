import { groupedHex, parseUnsigned } from '../../../native-bridge/abi/hex.ts';

/** Stepping a number as it was typed: hex stays hex, a sum keeps its variables. */

const U64_MAX = 0xffff_ffff_ffff_ffffn;

/** The next multiple of `step` above or below; the number one step further when it is a multiple already. Stays within 64 bits. */
export function stepped(value: bigint, step: bigint, direction: 1 | -1): bigint {
  const rest = value % step;
  const next = direction > 0 ? value - rest + step : rest === 0n ? value - step : value - rest;
  return next < 0n ? 0n : next > U64_MAX ? value : next;
}

/** The last `+ number` of a sum. */
const LAST_TERM = /^(.*\+\s*)([0-9a-fx_]+)(\s*)$/i;

/** The text with its number, or the last number of its sum, one step on; a sum without one gets one. Undefined for text that is no number. */
export function steppedText(text: string, step: bigint, direction: 1 | -1): string | undefined {
  const typed = text.trim();
  if (typed === '') return direction > 0 ? written(step, '0x') : undefined;
  const value = parseUnsigned(typed);
  if (value !== undefined) return written(stepped(value, step, direction), typed);
  const [, before, last] = LAST_TERM.exec(typed) ?? [];
  const number = last === undefined ? undefined : parseUnsigned(last);
  if (number !== undefined) return `${before}${written(stepped(number, step, direction), last!)}`;
  return typed.includes('$') && direction > 0 ? `${typed} + ${written(step, '0x')}` : undefined;
}

/** A number in the base `like` was typed in. */
const written = (value: bigint, like: string) => (/^0x/i.test(like) ? groupedHex(value) : value.toString());
