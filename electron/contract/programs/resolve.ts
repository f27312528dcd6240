import type { Request } from '../../../native-bridge/contract/bridge-contract.ts';
import { issueLine } from '../../../native-bridge/contract/issue-line.ts';
import { requestSchema } from '../../../native-bridge/contract/requests/request.ts';
import type { RepeatStep, Step } from '../program.ts';
import { badProgram, embed, evaluate, type Variables } from './expression.ts';
import { isFill, narrowed, resolveBytes } from './payload.ts';

export type RequestStep = Exclude<Step, RepeatStep | { kind: 'pause' }>;

/** What a step has beside the fields of its request. */
export const COMMON_FIELDS: ReadonlySet<string> = new Set(['name', 'on', 'row', 'expect', 'save']);

/** Fields that are names; every other text is a number or a sum, and `data` is hex with variables in it, or a fill. */
const NAMES = new Set(['kind', 'buffer', 'path', 'pattern', 'order']);

/** The request a step stands for, with its variables put in. Throws `bad-program`, `unknown-variable`, UnknownYet. */
export function resolveStep(step: RequestStep, variables: Variables): Request {
  const fields = Object.entries(step).filter(([key]) => !COMMON_FIELDS.has(key));
  const plain = Object.fromEntries(fields.map(([key, value]) => [key, resolveField(key, value, variables)]));
  const parsed = requestSchema.safeParse(plain);
  if (parsed.success) return parsed.data;
  throw badProgram(`${issueLine(parsed.error)}.`);
}

function resolveField(key: string, value: unknown, variables: Variables): unknown {
  if (key === 'data' && isFill(value)) return resolveBytes(value, variables);
  if (value !== null && typeof value === 'object' && !Array.isArray(value))
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, resolveField(name, inner, variables)]),
    );
  if (typeof value !== 'string' || NAMES.has(key)) return value;
  return key === 'data' ? embed(value, variables) : narrowed(evaluate(value, variables));
}
