import * as z from 'zod';
import { issueLine } from '../../../native-bridge/contract/issue-line.ts';
import { type Program, programSchema, stepKinds, stepSchemaOf } from '../program.ts';
import { badProgram } from './expression.ts';
import { type PlacedStep, placedSteps } from './steps.ts';

/** Deepest nesting of `repeat`. */
const MAX_DEPTH = 16;

/** A program from its JSON text; `source` names it in errors. */
export function parseProgram(text: string, source: string): Program {
  const json = parseJson(text, source);
  const head = headSchema.safeParse(json);
  if (!head.success) throw badProgram(`${source}: ${issueLine(head.error)}.`);
  checkSteps(head.data.steps, 'steps', source, 0);
  const program = programSchema.parse(json);
  for (const placed of placedSteps(program.steps)) checkFunction(placed, program, source);
  return program;
}

const headSchema = programSchema.extend({ steps: z.array(z.unknown()).max(100_000) });

/** Steps are checked by their kind, so that an error names one field instead of every kind that did not match. */
function checkSteps(steps: readonly unknown[], path: string, source: string, depth: number): void {
  if (depth > MAX_DEPTH) throw badProgram(`${source}: ${path}: repeats nest deeper than ${MAX_DEPTH}.`);
  steps.forEach((step, index) => {
    checkStep(step, `${path}[${index}]`, source, depth);
  });
}

function checkStep(step: unknown, path: string, source: string, depth: number): void {
  const kind = (step as { kind?: unknown } | null)?.kind;
  const schema = typeof kind === 'string' ? stepSchemaOf(kind) : undefined;
  if (!schema) throw badProgram(`${source}: ${path}.kind: ${JSON.stringify(kind)} is none of ${stepKinds.join(', ')}.`);
  const inner = kind === 'repeat' ? (step as { steps?: unknown }).steps : undefined;
  if (Array.isArray(inner)) checkSteps(inner, `${path}.steps`, source, depth + 1);
  const parsed = schema.safeParse(step);
  if (!parsed.success) throw badProgram(`${source}: ${path}.${issueLine(parsed.error)}.`);
}

function checkFunction({ step, path }: PlacedStep, { functions = {} }: Program, source: string): void {
  if ('on' in step && step.on !== undefined && !Object.hasOwn(functions, step.on as string))
    throw badProgram(`${source}: ${path}.on: "${step.on}" is not in "functions".`);
}

function parseJson(text: string, source: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    throw badProgram(`${source}: not JSON: ${(thrown as Error).message.replaceAll('\n', ' ')}.`);
  }
}
