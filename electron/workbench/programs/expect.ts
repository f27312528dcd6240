import { errnoName } from '../../../native-bridge/abi/errno.ts';
import { groupedHex, toHex } from '../../../native-bridge/abi/hex.ts';
import type { Outcome } from '../../../native-bridge/contract/bridge-contract.ts';
import type { Expect } from '../../contract/program.ts';
import { bytesExpected, expectationOf } from '../../contract/programs/expectation.ts';
import { evaluate, holds, type Variables } from '../../contract/programs/expression.ts';
import { savedValue } from './save.ts';

/** What was expected and what came instead. */
export interface Mismatch {
  /** Both in one line: `byte 2: expected 02, got 03`. */
  readonly failure: string;
  readonly expected: string;
  readonly got: string;
}

type Check = (expect: Expect, outcome: Outcome, variables: Variables) => Mismatch | undefined;

/**
 * What an outcome misses of what was expected; undefined when it is as expected. Without `expect`, `ok` is expected. Throws `bad-program`
 * for an expectation that is none.
 */
export function missedBy(written: Expect | undefined, outcome: Outcome, variables: Variables): Mismatch | undefined {
  const expect = expectationOf(written, variables) ?? {};
  for (const check of CHECKS) {
    const missed = check(expect, outcome, variables);
    if (missed) return missed;
  }
  return undefined;
}

/** The same in one line. */
export const mismatch = (expect: Expect | undefined, outcome: Outcome, variables: Variables): string | undefined =>
  missedBy(expect, outcome, variables)?.failure;

const missed = (expected: string, got: string, where = ''): Mismatch => ({
  failure: `${where}expected ${expected}, got ${got}`,
  expected,
  got,
});

const CHECKS: readonly Check[] = [statusMissed, bytesMissed, valuesMissed, latencyMissed];

function statusMissed(expect: Expect, { status, errno }: Outcome): Mismatch | undefined {
  const wanted = expect.status ?? (expect.errno ? 'errno' : 'ok');
  const got = status === 'errno' ? errnoName(errno ?? 0) : status;
  if (status !== wanted) return missed(expect.errno ?? wanted, got);
  return expect.errno && got !== expect.errno ? missed(expect.errno, got) : undefined;
}

function bytesMissed(expect: Expect, { data }: Outcome, variables: Variables): Mismatch | undefined {
  const pattern = bytesExpected(expect, variables);
  if (!pattern) return undefined;
  const { bytes, mask } = pattern;
  const at = expect.at ?? 0;
  const got = (data ?? new Uint8Array()).subarray(at, at + bytes.length);
  const differs = bytes.findIndex((byte, index) => index >= got.length || ((byte ^ got[index]!) & mask[index]!) !== 0);
  if (differs < 0) return undefined;
  return missed(maskedHex(bytes, mask, differs), hexFrom(got, differs) || 'nothing', `byte ${at + differs}: `);
}

function valuesMissed({ values = [] }: Expect, { data }: Outcome, variables: Variables): Mismatch | undefined {
  for (const { at, type, is } of values) {
    const value = savedValue({ name: 'value', at, type }, data);
    if (!holds(is, new Map([...variables, ['value', value]])))
      return missed(is, `${groupedHex(value)} (${value})`, `${type} at ${at}: `);
  }
  return undefined;
}

function latencyMissed({ maxLatencyNs }: Expect, { durationNs }: Outcome, variables: Variables): Mismatch | undefined {
  if (maxLatencyNs === undefined) return undefined;
  const limit = evaluate(maxLatencyNs, variables);
  if (durationNs <= limit) return undefined;
  const [expected, got] = [`at most ${limit} ns`, `${durationNs} ns`];
  return { failure: `took ${got}, expected ${expected}`, expected, got };
}

/** Up to eight bytes from where the difference starts. */
const hexFrom = (bytes: Uint8Array, from: number) => toHex(bytes.subarray(from, from + 8));

/** The same of what was expected: `??` where any byte is right, `&` with the mask where some of its bits count. */
function maskedHex(bytes: Uint8Array, mask: Uint8Array, from: number): string {
  const shown = [...bytes.subarray(from, from + 8)].map((byte, index) => {
    const bits = mask[from + index]!;
    if (bits === 0xff) return toHex(Uint8Array.of(byte));
    return bits === 0 ? '??' : `(${toHex(Uint8Array.of(byte))}&${toHex(Uint8Array.of(bits))})`;
  });
  return shown.join('');
}
