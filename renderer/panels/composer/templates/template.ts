import type { Program, Step } from '../../../../electron/contract/program.ts';

/** Steps to begin with, made from typed operands. */

/** What an operand holds: a number or sum with variables, a flag, one of some words, a name. */
export type OperandType = 'number' | 'flag' | 'choice' | 'name' | 'address' | 'function' | 'hex';

export interface Operand {
  readonly name: string;
  readonly type: OperandType;
  /** What it begins as. A flag is `true` or `false`. */
  readonly usual: string;
  /** Widest number it takes. */
  readonly bits?: number;
  readonly unit?: 'bytes';
  /** Added by the arrow keys; 1 when left out. */
  readonly step?: bigint;
  readonly choices?: readonly string[];
  readonly doc?: string;
}

/** Operands as typed, by name. */
export type Values = Readonly<Record<string, string>>;

/** What a template puts into a program. */
export interface Added {
  readonly steps: readonly Step[];
  /** Further functions the steps go to. */
  readonly functions?: Readonly<Record<string, string>>;
}

/** Something the steps rely on that the program does not have yet, and the steps that make it. */
export interface Need {
  readonly what: string;
  readonly steps: readonly Step[];
}

export interface Template {
  readonly id: string;
  readonly title: string;
  /** Heading in the list of templates. */
  readonly group: string;
  readonly doc?: string;
  /** None: the template is added at once, without a form. */
  readonly operands: readonly Operand[];
  /** The steps. Throws a WorkbenchError that names the operand when one is no value. */
  readonly make: (values: Values) => Added;
  /** What the steps need beside themselves. */
  readonly needs?: (values: Values, program: Program) => readonly Need[];
}

export const usualValues = ({ operands }: Template): Values =>
  Object.fromEntries(operands.map(({ name, usual }) => [name, usual]));

/** The steps of a template as it begins. */
export const usualSteps = (template: Template): readonly Step[] => template.make(usualValues(template)).steps;
