import { groupedHex, parseUnsigned } from '../../../../native-bridge/abi/hex.ts';
import { WorkbenchError } from '../../../../native-bridge/contract/errors.ts';

/** Operands as typed, put into steps. */

const VARIABLE = /^\$[A-Za-z_][A-Za-z0-9_]*$/;

export const isVariable = (text: string) => VARIABLE.test(text.trim());

export const badOperand = (name: string, message: string) =>
  new WorkbenchError({ code: 'bad-operand', message: `${name}: ${message}` });

/** The number an operand is. Throws `bad-operand` for text that is none, or one wider than `bits`. */
export function numberOf(name: string, text: string, bits = 64): bigint {
  const value = parseUnsigned(text);
  if (value === undefined) throw badOperand(name, `"${text}" is neither a number nor a $variable.`);
  if (BigInt.asUintN(bits, value) !== value) throw badOperand(name, `${text} does not fit ${bits} bits.`);
  return value;
}

/**
 * Big-endian digits of an operand for a hex payload, or the variable that gives them: `00000028`, `$size:u32be`.
 * Throws `bad-operand`; a sum is none, because a payload holds digits and variables only.
 */
export function digitsOf(name: string, text: string, bits: number): string {
  const typed = text.trim();
  if (isVariable(typed)) return `${typed}:u${bits}be`;
  if (typed.includes('$'))
    throw badOperand(name, `a payload holds numbers and variables, not the sum "${typed}": declare it as a variable.`);
  return numberOf(name, typed, bits)
    .toString(16)
    .padStart(bits / 4, '0');
}

/** `$token + 0x1040`, or the number itself where the base is one. The low part is left out when it is 0. */
export function sumText(base: string, low: bigint): string {
  const number = parseUnsigned(base);
  if (number !== undefined) return groupedHex(number + low);
  return low === 0n ? base.trim() : `${base.trim()} + ${groupedHex(low)}`;
}
