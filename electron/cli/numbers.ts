import { InvalidArgumentError } from 'commander';
import { parseUnsigned } from '../../native-bridge/abi/hex.ts';

/** Option values as numbers; what is not one is wrong usage. */

/** `4096`, `0x1000`, `0x0200_0000`. */
export function unsigned(text: string): bigint {
  const value = parseUnsigned(text);
  if (value !== undefined) return value;
  throw new InvalidArgumentError('A number is needed, decimal or 0x...');
}

export function integer(text: string): number {
  const value = Number(unsigned(text));
  if (Number.isSafeInteger(value)) return value;
  throw new InvalidArgumentError('The number is too large.');
}

/** A TCP port; 0 stands for any free one. */
export function port(text: string): number {
  const value = integer(text);
  if (value <= 65_535) return value;
  throw new InvalidArgumentError('A port is a number from 0 to 65535.');
}

export function positive(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value > 0) return value;
  throw new InvalidArgumentError('A number above 0 is needed.');
}
