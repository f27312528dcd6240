import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import { type Compiled, compile } from './operators.ts';

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

/** Compiled expressions: a program evaluates the same few over and over. */
const known = new Map<string, Compiled>();
const MOST_KNOWN = 2000;

/**
 * Value of a number or an expression such as `$token + $i * 8` or `$offset % 0x1000 + $length > 0x1000` (1 or 0), from 0 to 2^64-1.
 * Operators are those of `operators.ts`. Throws `bad-program`, `unknown-variable`, UnknownYet.
 */
export function evaluate(expression: string | number, variables: Variables): bigint {
  const value = compiled(String(expression))((name) => lookUp(name, variables));
  if (value > 0xffff_ffff_ffff_ffffn) throw badProgram(`${expression} exceeds 64 bits.`);
  if (value < 0n) throw badProgram(`${expression} is below zero.`);
  return value;
}

/** Whether a condition such as `$length % 8 != 0` holds: anything but 0 does. Throws as `evaluate`. */
export const holds = (condition: string | number, variables: Variables): boolean =>
  evaluate(condition, variables) !== 0n;

/** A hex payload with its variables put in as digits; `u64be` unless the type says otherwise. */
export function embed(text: string, variables: Variables): string {
  return text.replace(EMBEDDED, (_, name: string, type: NumberType = 'u64be') =>
    digits(lookUp(name, variables), type, text),
  );
}

function compiled(text: string): Compiled {
  const found = known.get(text);
  if (found) return found;
  const made = compile(text, badProgram);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(text, made);
  return made;
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
    next: 'Declare it in "vars" or "rows", or "save" it in an earlier step.',
  });
