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

/** Seconds, as requests are listed (`12.345`), or with a unit: `500ms`, `20us`, `1_000ns`. Gives ns. */
export function time(text: string): bigint {
  const [, whole = '', part = '', unit = 's'] = /^([\d_]+)(?:\.(\d+))?\s*(s|ms|us|ns)?$/.exec(text.trim()) ?? [];
  if (whole === '') throw new InvalidArgumentError('A time is needed: seconds such as 12.345, or 500ms, 20us, 1000ns.');
  const digits = { s: 9, ms: 6, us: 3, ns: 0 }[unit]!;
  return BigInt(whole.replaceAll('_', '') + part.slice(0, digits).padEnd(digits, '0'));
}

export function positive(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value > 0) return value;
  throw new InvalidArgumentError('A number above 0 is needed.');
}

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
};

/** `1GiB`, `500 MB`, `4096`. */
export function byteCount(text: string): number {
  const [, digits = '', unit = ''] = /^(\d+)\s*([KMG]i?B)?$/.exec(text.trim()) ?? [];
  const value = Number(digits) * UNITS[unit]!;
  if (digits !== '' && value > 0 && Number.isSafeInteger(value)) return value;
  throw new InvalidArgumentError('A size is needed: 1GiB, 500MB, or a number of bytes.');
}
