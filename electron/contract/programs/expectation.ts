import { parseHex } from '../../../native-bridge/abi/hex.ts';
import type { Expect } from '../program.ts';
import { badProgram, embed, evaluate, holds, UnknownYet, type Variables } from './expression.ts';
import { resolveBytes } from './payload.ts';

/** What counts of an expectation now: the first of its cases whose `when` holds, else the whole. Throws as `evaluate`. */
export function expectationOf(expect: Expect | undefined, variables: Variables): Expect | undefined {
  return expect?.cases?.find(({ when }) => holds(when, variables)) ?? expect;
}

/** Bytes to compare with, and which bits of them count. */
export interface BytePattern {
  readonly bytes: Uint8Array;
  readonly mask: Uint8Array;
}

/** The bytes an expectation is about; undefined when it is about none. Throws `bad-program`, `unknown-variable`, UnknownYet. */
export function bytesExpected({ data, mask }: Expect, variables: Variables): BytePattern | undefined {
  if (data === undefined) return undefined;
  const pattern = typeof data === 'string' ? bytePattern(data, variables) : whole(resolveBytes(data, variables));
  if (mask === undefined) return pattern;
  const bits = parseHex(embed(mask, variables));
  if (bits?.length !== pattern.bytes.length)
    throw badProgram(`expect.mask: "${mask}" is not hex of ${pattern.bytes.length} bytes, as many as data has.`);
  return { ...pattern, mask: pattern.mask.map((byte, index) => byte & bits[index]!) };
}

/** Hex with variables in it, and `?` for a digit that may be any. */
function bytePattern(text: string, variables: Variables): BytePattern {
  const digits = embed(text, variables)
    .replace(/^\s*0x/i, '')
    .replace(/[\s_]/g, '');
  const bytes = parseHex(digits.replaceAll('?', '0'));
  const mask = parseHex(digits.replace(/[^?]/g, 'f').replaceAll('?', '0'));
  if (!bytes || !mask) throw badProgram(`expect.data: "${text}" is not hex.`);
  return { bytes, mask };
}

const whole = (bytes: Uint8Array): BytePattern => ({ bytes, mask: new Uint8Array(bytes.length).fill(0xff) });

/** Refuses an expectation that could never be met or missed because it is not well-formed. Throws as `evaluate`. */
export function checkExpectation(expect: Expect | undefined, variables: Variables): void {
  if (!expect) return;
  for (const { when, ...one } of [{ when: undefined, ...expect }, ...(expect.cases ?? [])]) {
    if (when !== undefined) ignoringUnknown(() => evaluate(when, variables));
    ignoringUnknown(() => bytesExpected(one, variables));
    for (const { is } of one.values ?? [])
      ignoringUnknown(() => evaluate(is, new Map([...variables, ['value', undefined]])));
    const limits = [one.maxLatencyNs, ...(one.percentiles ?? []).map(({ maxNs }) => maxNs)];
    for (const limit of limits) if (limit !== undefined) ignoringUnknown(() => evaluate(limit, variables));
  }
}

function ignoringUnknown(work: () => unknown): void {
  try {
    work();
  } catch (thrown) {
    if (!(thrown instanceof UnknownYet)) throw thrown;
  }
}
