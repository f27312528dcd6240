import { hexNumber, parseHex, toHex } from '../../../native-bridge/abi/hex.ts';
import type { Mend } from '../../widgets/broken-rules/broken-rules.tsx';
import { resize } from '../../widgets/hex-view/edit.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A payload has the length of its bytes: cut or padded with zeros. */
function withLength(step: Fields, length: number): Fields {
  if (typeof step.data === 'string') {
    const data = parseHex(step.data);
    return data ? { ...step, data: toHex(resize(data, length)) } : step;
  }
  if (step.from) return { ...step, from: { ...(step.from as Fields), length } };
  return { ...step, length };
}

/** The page offset of an inline payload is what decides its memory address. */
const withAddress = (step: Fields, gaddr: bigint): Fields => ({ ...step, pageOffset: Number(gaddr & 0xfffn) });

/** Applies the smallest legal change of a broken rule to a step. Fields that the step derives are changed where they come from. */
export function applyMend(step: Fields, mend: Mend): Fields {
  let mended = step;
  for (const [field, value] of Object.entries(mend)) {
    if (field === 'length') mended = withLength(mended, Number(value));
    else if (field === 'gaddr') mended = withAddress(mended, BigInt(value));
    else mended = { ...mended, [field]: hexNumber(value) };
  }
  return mended;
}

/** Fields a step can be mended in: others are made by the system call, not by the person. */
const DERIVED = new Set(['argsz', 'flags', 'vaddr']);

export const isMendable = (mend: Mend) => Object.keys(mend).every((field) => !DERIVED.has(field));
