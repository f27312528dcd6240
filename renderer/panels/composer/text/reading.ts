import {
  findNodeAtLocation,
  type Node,
  type ParseError,
  type ParseErrorCode,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import { type Program, stepKinds } from '../../../../electron/contract/program.ts';
import { parseProgram } from '../../../../electron/contract/programs/parse.ts';
import { errorInfo } from '../../../../native-bridge/contract/errors.ts';

/** What is wrong with the text, and where. */
export interface TextProblem {
  readonly message: string;
  /** Characters it stands at, from 0. */
  readonly from: number;
  readonly to: number;
  /** Of `from`, from 1. */
  readonly line: number;
  readonly column: number;
}

/** What a text says: a program as written, its problem, or both where cards can show it although it could not run. */
export interface Reading {
  readonly program?: Program;
  readonly problem?: TextProblem;
}

/** Reads a program file. The program is as written: keys in their order, nothing filled in. Never throws. */
export function readText(text: string): Reading {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true });
  const [error] = errors;
  if (error) return { problem: problemAt(text, syntaxText(error), error.offset, error.offset + error.length) };
  const problem = contentProblem(text, root);
  const value = asJson(text);
  return { ...(isShown(value) && { program: value }), ...(problem && { problem }) };
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function contentProblem(text: string, root: Node | undefined): TextProblem | undefined {
  try {
    parseProgram(text, 'program');
    return undefined;
  } catch (thrown) {
    const message = errorInfo(thrown).message.replace(/^program: /, '');
    const node = nodeOf(root, message);
    return problemAt(text, message, node?.offset ?? 0, node ? node.offset + node.length : 0);
  }
}

const WORDS: Partial<Record<string, string>> = {
  InvalidSymbol: 'This is no JSON value.',
  InvalidNumberFormat: 'This is no JSON number; numbers in hex are texts: "0x20".',
  PropertyNameExpected: 'The name of a field belongs here, in double quotes.',
  ValueExpected: 'A value belongs here.',
  ColonExpected: 'A colon belongs here.',
  CommaExpected: 'A comma belongs here.',
  CloseBraceExpected: 'The closing } is missing.',
  CloseBracketExpected: 'The closing ] is missing.',
  EndOfFileExpected: 'The program has ended before this.',
  InvalidCommentToken: 'JSON has no comments; use "doc" or "name".',
  UnexpectedEndOfString: 'The closing " is missing.',
};

function syntaxText({ error }: ParseError): string {
  const code = printParseErrorCode(error as ParseErrorCode);
  return WORDS[code] ?? `Not JSON: ${code}.`;
}

/** Path of a message or check: `steps[2].steps[0].offset: ...` is `['steps', 2, 'steps', 0, 'offset']`. */
export const pathIn = (message: string): (string | number)[] =>
  (/^[\w$.[\]]+/.exec(message)?.[0] ?? '')
    .split(/[.[\]]+/)
    .filter((part) => part !== '')
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));

/** The value a message is about, or the nearest one around it that is there. */
export function nodeOf(root: Node | undefined, message: string): Node | undefined {
  const path = pathIn(message);
  while (root && path.length > 0) {
    const node = findNodeAtLocation(root, path);
    if (node) return node;
    path.pop();
  }
  return undefined;
}

function problemAt(text: string, message: string, from: number, to: number): TextProblem {
  const before = text.slice(0, from);
  const line = before.split('\n').length;
  return { message, from, to: Math.max(to, from), line, column: from - before.lastIndexOf('\n') };
}

type Fields = Record<string, unknown>;

/** Whether cards can show a value: the frame of a program, with steps of known kinds. What fields hold is for the checks. */
function isShown(value: unknown): value is Program {
  const program = value as Fields | null | undefined;
  if (!isFields(program) || typeof program.name !== 'string') return false;
  const { vars = {}, functions = {} } = program;
  return isFields(vars) && Object.values(vars).every(isScalar) && isFields(functions) && areSteps(program.steps, 0);
}

/** Deeper than any program may nest. */
const MAX_DEPTH = 20;

const areSteps = (steps: unknown, depth: number): boolean =>
  Array.isArray(steps) && depth < MAX_DEPTH && steps.every((step) => isStep(step, depth));

function isStep(step: unknown, depth: number): boolean {
  if (!isFields(step) || !stepKinds.includes(step.kind as string)) return false;
  const { name, expect = {}, save = [] } = step;
  const hasFrame =
    (name === undefined || typeof name === 'string') && isFields(expect) && Array.isArray(save) && save.every(isFields);
  return hasFrame && (step.kind !== 'repeat' || areSteps(step.steps, depth + 1));
}

const isFields = (value: unknown): value is Fields =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
const isScalar = (value: unknown) => typeof value === 'string' || typeof value === 'number';
