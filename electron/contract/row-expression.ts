import { errnoName } from '../../native-bridge/abi/errno.ts';
import { WorkbenchError } from '../../native-bridge/contract/errors.ts';
import type { RequestRow } from './app-contract.ts';

/** `kind == pcistb && errno != 0`: comparisons of a field with a value, all of which must hold. */

type Test = (row: RequestRow) => boolean;
type FieldOf = (row: RequestRow) => string | number | undefined;

/** Field -> how to read it off a row. Numbers compare as numbers, everything else as text. */
const FIELDS: Readonly<Record<string, FieldOf>> = {
  seq: (row) => row.seq,
  kind: (row) => row.kind,
  op: (row) => row.kind,
  status: (row) => row.status,
  errno: (row) => row.errno ?? 0,
  rc: (row) => row.rc,
  path: (row) => row.path,
  len: (row) => row.bytes,
  bytes: (row) => row.bytes,
  on: (row) => row.on,
  note: (row) => row.note,
  latency: (row) => Number(row.durationNs),
  /** Seconds since the session began. */
  time: (row) => Number(row.atNs) / 1e9,
  end: (row) => Number(row.atNs + row.durationNs) / 1e9,
  offset: (row) => numberIn(row.request.offset),
  iova: (row) => numberIn(row.request.iova),
  space: (row) => numberIn(row.request.space),
};

const COMPARISON = /^\s*([a-z]+)\s*(==|!=|>=|<=|>|<|~)\s*(.+?)\s*$/;

/** Whether a text is meant as an expression, complete or not, rather than as words to look for. */
export const looksLikeExpression = (text: string): boolean => /^\s*[a-z]+\s*[=!<>~]/.test(text) || text.includes('&&');

/** The test an expression stands for. Throws `usage` naming the part that is not understood. */
export function rowExpression(text: string): Test {
  const tests = text.split('&&').map(comparison);
  return (row) => tests.every((test) => test(row));
}

function comparison(part: string): Test {
  const [, name = '', operator = '', quoted = ''] = COMPARISON.exec(part) ?? [];
  const field = Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined;
  if (!field) throw badFilter(part);
  const wanted = quoted.replace(/^(['"])(.*)\1$/, '$2');
  return (row) => compare(field(row), operator, wanted, name);
}

function compare(value: string | number | undefined, operator: string, wanted: string, name: string): boolean {
  if (operator === '~') return String(value ?? '').includes(wanted);
  const number = name === 'errno' && /^E[A-Z0-9]+$/.test(wanted) ? undefined : numberIn(wanted);
  if (typeof value === 'number' && number !== undefined) return ordered(value, operator, number);
  const text = name === 'errno' && typeof value === 'number' ? errnoName(value) : value;
  if (operator === '!=') return text !== wanted;
  return operator === '==' && text === wanted;
}

function ordered(value: number, operator: string, wanted: number): boolean {
  if (operator === '==') return value === wanted;
  if (operator === '!=') return value !== wanted;
  if (operator === '>') return value > wanted;
  if (operator === '<') return value < wanted;
  return operator === '>=' ? value >= wanted : value <= wanted;
}

/** A number from `4096`, `0x1000` or a number; undefined for other text. */
function numberIn(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const number = Number(value.replaceAll('_', ''));
  return Number.isNaN(number) ? undefined : number;
}

const badFilter = (part: string) =>
  new WorkbenchError({
    code: 'usage',
    message: `"${part.trim()}" is not a comparison such as errno != 0.`,
    next: `Use FIELD OP VALUE joined by &&, with the fields ${Object.keys(FIELDS).join(', ')} and == != > < >= <= ~.`,
  });
