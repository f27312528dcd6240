import { readU32 } from '../../abi/bytes.ts';
import type { ByteOrder } from '../../abi/types.ts';
import type { Snapshot } from '../../contract/bridge-contract.ts';
import type { LabCall } from './lab-call.ts';

/** The lab asks each question several times (too small, short, full): the longest good answer is the one to keep. */

type Answers = Snapshot['regions'];

/** Smallest argsz the kernel takes; a refusal of less says nothing about the function. */
const REGION_INFO_BYTES = 32;
const IRQ_INFO_BYTES = 16;
const INDEX_AT = 8;

/** Longest successful answer to an info call without an index. */
export function infoOf(calls: readonly LabCall[], name: string): Uint8Array | undefined {
  return longest(calls.filter(({ what }) => isCall(what, name)));
}

/** Answers for the `count` regions the device has; others were asked for out of curiosity. */
export const regionsOf = (calls: readonly LabCall[], count: number, order: ByteOrder): Answers =>
  answersOf(calls, 'VFIO_DEVICE_GET_REGION_INFO', REGION_INFO_BYTES, order).filter(({ index }) => index < count);

export const irqsOf = (calls: readonly LabCall[], count: number, order: ByteOrder): Answers =>
  answersOf(calls, 'VFIO_DEVICE_GET_IRQ_INFO', IRQ_INFO_BYTES, order).filter(({ index }) => index < count);

/** One answer an index, in index order. */
function answersOf(calls: readonly LabCall[], name: string, minimum: number, order: ByteOrder): Answers {
  const asked = calls.filter(({ what, in: arg }) => isCall(what, name) && isBytes(arg) && arg.length >= minimum);
  const byIndex = groupBy(asked, ({ in: arg }) => readU32(arg as Uint8Array, INDEX_AT, order));
  return [...byIndex].sort(([a], [b]) => a - b).map(([index, group]) => answerOf(index, group));
}

function answerOf(index: number, calls: readonly LabCall[]): Answers[number] {
  const bytes = longest(calls);
  return bytes ? { index, bytes } : { index, errno: calls.at(-1)?.errno };
}

function longest(calls: readonly LabCall[]): Uint8Array | undefined {
  const good = calls.flatMap(({ errno, out }) => (errno === undefined && out ? [out] : []));
  return good.sort((a, b) => b.length - a.length)[0];
}

const isCall = (what: string, name: string) => what === name || what.startsWith(`${name} `);
const isBytes = (value: unknown): value is Uint8Array => value instanceof Uint8Array;

function groupBy<T>(items: readonly T[], keyOf: (item: T) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
