import { errnoName } from '../../../native-bridge/abi/errno.ts';
import { toHex } from '../../../native-bridge/abi/hex.ts';
import type { Outcome } from '../../../native-bridge/contract/bridge-contract.ts';
import type { Expect } from '../../contract/program.ts';
import { evaluate, type Variables } from '../../contract/programs/expression.ts';
import { resolveBytes } from '../../contract/programs/payload.ts';

/** What an outcome misses of what was expected, in words; undefined when it is as expected. Without `expect`, `ok` is expected. */
export function mismatch(expect: Expect | undefined, outcome: Outcome, variables: Variables): string | undefined {
  return (
    statusMismatch(expect, outcome) ??
    dataMismatch(expect, outcome, variables) ??
    latencyMismatch(expect, outcome, variables)
  );
}

function statusMismatch(expect: Expect | undefined, { status, errno }: Outcome): string | undefined {
  const wanted = expect?.status ?? (expect?.errno ? 'errno' : 'ok');
  const got = status === 'errno' ? errnoName(errno ?? 0) : status;
  if (status !== wanted) return `expected ${expect?.errno ?? wanted}, got ${got}`;
  return expect?.errno && got !== expect.errno ? `expected ${expect.errno}, got ${got}` : undefined;
}

function dataMismatch(expect: Expect | undefined, { data }: Outcome, variables: Variables): string | undefined {
  if (expect?.data === undefined) return undefined;
  const wanted = resolveBytes(expect.data, variables);
  const at = expect.at ?? 0;
  const got = (data ?? new Uint8Array()).subarray(at, at + wanted.length);
  const differs = wanted.findIndex((byte, index) => byte !== got[index]);
  if (differs < 0) return undefined;
  return `byte ${at + differs}: expected ${hexFrom(wanted, differs)}, got ${hexFrom(got, differs) || 'nothing'}`;
}

function latencyMismatch(
  expect: Expect | undefined,
  { durationNs }: Outcome,
  variables: Variables,
): string | undefined {
  if (expect?.maxLatencyNs === undefined) return undefined;
  const limit = evaluate(expect.maxLatencyNs, variables);
  return durationNs > limit ? `took ${durationNs} ns, expected at most ${limit} ns` : undefined;
}

/** Up to eight bytes from where the difference starts. */
const hexFrom = (bytes: Uint8Array, from: number) => toHex(bytes.subarray(from, from + 8));
