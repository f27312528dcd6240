import type { Malformed } from '../../contract/compare/differences.ts';

/** A request or mark as its recording has it written: numbers of 64 bits and bytes are text. */
export interface WrittenRow {
  readonly seq: number;
  readonly atNs: string;
  readonly durationNs: string;
  readonly kind: string;
  readonly on?: string;
  readonly request: Readonly<Record<string, unknown>>;
  readonly status: string;
  readonly errno?: number;
  readonly path?: string;
  readonly data?: string;
  readonly sent?: string;
  readonly error?: { readonly code: string; readonly message?: string };
  readonly note?: string;
  readonly count?: number;
  readonly errors?: number;
  readonly syscall?: { readonly name: string; readonly in?: string; readonly out?: string };
  /** It is not what its channel says. Of its fields only those that could be read are there. */
  readonly malformed?: Malformed;
}

type Test = (value: unknown) => boolean;

const isText: Test = (value) => typeof value === 'string';
const isWhole: Test = (value) => Number.isSafeInteger(value);
const isObject: Test = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isNumber64: Test = (value) => typeof value === 'string' && /^0x[0-9a-f]{1,16}$/.test(value);
const isHex: Test = (value) => typeof value === 'string' && value.length % 2 === 0 && !/[^0-9a-f]/.test(value);
const isStatus: Test = (value) => value === 'ok' || value === 'errno' || value === 'timeout' || value === 'refused';
const has =
  (...tests: readonly (readonly [field: string, test: Test])[]): Test =>
  (value) =>
    isObject(value) && tests.every(([field, test]) => test((value as Record<string, unknown>)[field]));
const may =
  (test: Test): Test =>
  (value) =>
    value === undefined || test(value);

/** Whether everything that a comparison looks at is as it should be: what else there is, is looked at when a person looks at it. */
export const looksRight = {
  request: has(
    ['seq', isWhole],
    ['atNs', isNumber64],
    ['durationNs', isNumber64],
    ['kind', isText],
    ['request', isObject],
    ['status', isStatus],
    ['on', may(isText)],
    ['errno', may(isWhole)],
    ['path', may(isText)],
    ['data', may(isHex)],
    ['sent', may(isHex)],
    ['bytes', may(isWhole)],
    ['count', may(isWhole)],
    ['errors', may(isWhole)],
    ['error', may(has(['code', isText], ['message', may(isText)]))],
    ['syscall', may(has(['name', isText], ['in', may(isHex)], ['out', may(isHex)]))],
  ),
  mark: has(['seq', isWhole], ['atNs', isNumber64], ['note', isText]),
} as const;

/** What can be read of a message that is not as it should be; `seqBeside` is asked only when it does not tell its number. */
export function malformedRow(
  topic: keyof typeof looksRight,
  json: unknown,
  seqBeside: () => number,
  malformed: Malformed,
): WrittenRow {
  const read = (isObject(json) ? json : {}) as Record<string, unknown>;
  const known = <T>(field: string, test: Test, otherwise: T) => (test(read[field]) ? (read[field] as T) : otherwise);
  return {
    seq: known<number | undefined>('seq', isWhole, undefined) ?? seqBeside(),
    atNs: known('atNs', isNumber64, '0x0'),
    durationNs: '0x0',
    kind: topic === 'mark' ? topic : known('kind', isText, 'request'),
    on: known<string | undefined>('on', isText, undefined),
    request: known('request', isObject, {}),
    status: 'refused',
    error: { code: 'damaged-file' },
    malformed,
  };
}
