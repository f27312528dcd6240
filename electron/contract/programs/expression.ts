import { parseUnsigned } from '../../../native-bridge/abi/hex.ts';
import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';

/** Values of a program's variables; undefined = known only when the program runs (saved from an answer). */
export type Variables = ReadonlyMap<string, bigint | undefined>;

/** Thrown by a dry run when a value depends on an answer that does not exist yet. */
export class UnknownYet extends WorkbenchError {
  constructor(variable: string) {
    super({ code: 'unknown-yet', message: `depends on $${variable}, which is known only when the program runs.` });
  }
}

/** `$name` or `$name:u32be` inside a hex payload. */
const EMBEDDED = /\$([A-Za-z_][A-Za-z0-9_]*)(?::(u8|u16be|u16le|u32be|u32le|u64be|u64le))?/g;

/** Widths of the number types in bytes. */
export const NUMBER_WIDTHS = { u8: 1, u16be: 2, u16le: 2, u32be: 4, u32le: 4, u64be: 8, u64le: 8 } as const;
export type NumberType = keyof typeof NUMBER_WIDTHS;

/** Value of a number, or of a sum such as `$token + 0x0100_0000`, below 2^64. Throws `bad-program`, `unknown-variable`, UnknownYet. */
export function evaluate(expression: string | number, variables: Variables): bigint {
  const terms = String(expression).split('+');
  const sum = terms.map((term) => termValue(term.trim(), variables)).reduce((a, b) => a + b, 0n);
  if (sum > 0xffff_ffff_ffff_ffffn) throw badProgram(`${expression} exceeds 64 bits.`);
  return sum;
}

/** A hex payload with its variables put in as digits; `u64be` unless the type says otherwise. */
export function embed(text: string, variables: Variables): string {
  return text.replace(EMBEDDED, (_, name: string, type: NumberType = 'u64be') =>
    digits(lookUp(name, variables), type, text),
  );
}

function termValue(term: string, variables: Variables): bigint {
  if (term.startsWith('$')) return lookUp(term.slice(1), variables);
  const value = parseUnsigned(term);
  if (value === undefined) throw badProgram(`"${term}" is neither a number nor a $variable.`);
  return value;
}

function lookUp(name: string, variables: Variables): bigint {
  if (!variables.has(name)) throw unknownVariable(name);
  const value = variables.get(name);
  if (value === undefined) throw new UnknownYet(name);
  return value;
}

function digits(value: bigint, type: NumberType, text: string): string {
  const width = NUMBER_WIDTHS[type];
  const hex = value.toString(16).padStart(width * 2, '0');
  if (hex.length > width * 2) throw badProgram(`0x${hex} does not fit ${type} in "${text}".`);
  return type.endsWith('le') ? hex.match(/../g)!.reverse().join('') : hex;
}

export const badProgram = (message: string) =>
  new WorkbenchError({
    code: 'bad-program',
    message,
    next: 'Correct the program; its JSON Schema lists what each step takes.',
  });

const unknownVariable = (name: string) =>
  new WorkbenchError({
    code: 'unknown-variable',
    message: `$${name} is not a variable of this program.`,
    next: 'Declare it in "vars", or "save" it in an earlier step.',
  });
