import { join } from 'node:path';
import { parseHex } from '../../../../native-bridge/abi/hex.ts';
import type { Outcome, Request } from '../../../../native-bridge/contract/bridge-contract.ts';
import { RecordedSession } from '../../player/recorded-session.ts';
import { LiveSession } from '../../session.ts';
import { burstSlice, FakeBridge } from '../../testing/fake-bridge.ts';
import type { Output } from '../output.ts';

const store = (offset: bigint, data: Uint8Array): Request => ({
  kind: 'pcistb',
  space: 0,
  offset,
  data,
  pageOffset: 0,
});

/** Highest number of 64 bits, which no double holds. */
export const TOP = 0xffff_ffff_ffff_ffffn;

/** Operations of the burst in `recordEverything`, in two slices. */
export const BURST = [
  [1000n, 100, 64],
  [2000n, 200, -5],
  [3_000_000n, 300, 64],
] as const;

/** A recording with one of everything in `folder`: stores, a load, a refusal, a mapping, a burst of three operations, a mark, arming. */
export async function recordEverything(folder: string, name = 'all.mcap'): Promise<string> {
  const bridge = new FakeBridge();
  const session = await LiveSession.open(bridge.ways, 'sim:ism', { id: 's', version: '1.2.3' });
  const path = join(folder, name);
  await session.startRecording(path);
  session.accept(['OUTSIDE-WINDOWS']);
  await session.arm(true);
  await session.send(store(TOP, parseHex('00ff2c0a')!));
  bridge.answer = (request) => bridge.ok(request, { data: parseHex('0102030405060708'), path: 'ism-vfio-pci' });
  await session.send({ kind: 'pcilg', space: 2, offset: 8n, length: 8 });
  bridge.answer = (request): Outcome =>
    bridge.ok(request, { status: 'errno', errno: 22, broken: ['stb.length', 'stb.page'] });
  await session.send(store(0x1000n, new Uint8Array(5000).fill(7)));
  bridge.answer = (request) => bridge.ok(request);
  await session.send({ kind: 'buffer.alloc', buffer: 'ring', size: 4096 });
  await session.send({ kind: 'dma.map', buffer: 'ring', at: 0n, iova: 0x1_0000_0000n, read: true, write: true });
  session.mark('so far, "so" good\nindeed');
  bridge.burst = [burstSlice(BURST.slice(0, 2)), burstSlice(BURST.slice(2), { done: true })];
  await session.startBurst({ op: 'pcistb', space: 0, offset: 0n, length: 64, stride: 0, span: 0, count: 3 }).finished;
  await session.stopRecording();
  return path;
}

/** The rows of a recording as the window lists them. */
export async function rowsOf(path: string) {
  const session = await RecordedSession.open(path, 'r');
  try {
    return (await session.page(0, 1000)).rows;
  } finally {
    await session.close();
  }
}

/** Output that is kept. */
export function memoryOutput(): Output & { readonly bytes: () => Buffer; readonly state: () => string } {
  const parts: Uint8Array[] = [];
  let state = 'open';
  return {
    write: async (bytes) => void parts.push(Uint8Array.from(bytes)),
    finish: async () => {
      state = 'finished';
    },
    discard: async () => {
      state = 'discarded';
    },
    bytes: () => Buffer.concat(parts),
    state: () => state,
  };
}
