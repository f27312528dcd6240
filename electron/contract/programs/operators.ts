import { parseUnsigned } from '../../../native-bridge/abi/hex.ts';

/** An expression ready to be evaluated: looks variables up by name and gives an exact integer. */
export type Compiled = (lookUp: (name: string) => bigint) => bigint;

type Operate = (a: bigint, b: () => bigint) => bigint;

const truth = (value: boolean) => (value ? 1n : 0n);

/** Two-sided operators, those that bind loosest first. Comparisons give 1 or 0; `&&` and `||` look at their right side only when they must. */
const LEVELS: readonly Readonly<Record<string, Operate>>[] = [
  { '||': (a, b) => truth(a !== 0n || b() !== 0n) },
  { '&&': (a, b) => truth(a !== 0n && b() !== 0n) },
  {
    '==': (a, b) => truth(a === b()),
    '!=': (a, b) => truth(a !== b()),
    '<': (a, b) => truth(a < b()),
    '<=': (a, b) => truth(a <= b()),
    '>': (a, b) => truth(a > b()),
    '>=': (a, b) => truth(a >= b()),
  },
  { '|': (a, b) => a | b() },
  { '^': (a, b) => a ^ b() },
  { '&': (a, b) => a & b() },
  { '<<': (a, b) => a << BigInt.asUintN(7, b()), '>>': (a, b) => a >> BigInt.asUintN(7, b()) },
  { '+': (a, b) => a + b(), '-': (a, b) => a - b() },
  { '*': (a, b) => a * b(), '/': (a, b) => a / b(), '%': (a, b) => a % b() },
];

const TOKEN = /\s*(\|\||&&|==|!=|<=|>=|<<|>>|[-+*/%&|^<>()!]|\$[A-Za-z_][A-Za-z0-9_]*|[^\s$|&=!<>+*/%^()-]+|\S)/y;

/** Longest expression. Bounds nesting too. */
const MAX_LENGTH = 1000;

/** Compiles integer arithmetic over numbers and `$variables`. `refuse` makes the error for what is none, and for a division by zero. */
export function compile(text: string, refuse: (message: string) => Error): Compiled {
  if (text.length > MAX_LENGTH) throw refuse(`An expression has at most ${MAX_LENGTH} characters.`);
  return new Parser(text, refuse).whole();
}

class Parser {
  readonly #text: string;
  readonly #refuse: (message: string) => Error;
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(text: string, refuse: (message: string) => Error) {
    this.#text = text;
    this.#refuse = refuse;
    this.#tokens = [...text.matchAll(new RegExp(TOKEN, 'gy'))].map(([, token]) => token!);
  }

  whole(): Compiled {
    const value = this.#level(0);
    if (this.#at < this.#tokens.length) throw this.#unexpected();
    return value;
  }

  /** An expression of operators that bind at least as tightly as those of `LEVELS[level]`; equal ones from the left. */
  #level(level: number): Compiled {
    const operators = LEVELS[level];
    if (!operators) return this.#factor();
    let left = this.#level(level + 1);
    for (let token = this.#next; token !== undefined && Object.hasOwn(operators, token); token = this.#next) {
      this.#at += 1;
      left = this.#joined(left, token, operators[token]!, this.#level(level + 1));
    }
    return left;
  }

  #joined(left: Compiled, operator: string, operate: Operate, right: Compiled): Compiled {
    if (operator !== '/' && operator !== '%') return (lookUp) => operate(left(lookUp), () => right(lookUp));
    return (lookUp) => {
      const divisor = right(lookUp);
      if (divisor === 0n) throw this.#refuse(`"${this.#text}" divides by zero.`);
      return operate(left(lookUp), () => divisor);
    };
  }

  #factor(): Compiled {
    const token = this.#next;
    if (token === '!') return this.#not();
    if (token === '(') return this.#inner();
    if (token?.startsWith('$') && token.length > 1) {
      this.#at += 1;
      return (lookUp) => lookUp(token.slice(1));
    }
    const value = parseUnsigned(token ?? '');
    if (value === undefined) throw this.#unexpected();
    this.#at += 1;
    return () => value;
  }

  #not(): Compiled {
    this.#at += 1;
    const value = this.#factor();
    return (lookUp) => truth(value(lookUp) === 0n);
  }

  #inner(): Compiled {
    this.#at += 1;
    const value = this.#level(0);
    if (this.#next !== ')') throw this.#unexpected();
    this.#at += 1;
    return value;
  }

  get #next(): string | undefined {
    return this.#tokens[this.#at];
  }

  #unexpected(): Error {
    const token = this.#next;
    const place = this.#text === token ? '' : ` in "${this.#text}"`;
    if (token === undefined) return this.#refuse(`"${this.#text}" ends where a number or a $variable is missing.`);
    return this.#refuse(`"${token}"${place} is neither a number nor a $variable, nor an operator that fits there.`);
  }
}
