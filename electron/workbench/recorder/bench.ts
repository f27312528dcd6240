import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { BurstSlice, BurstSpec } from '../../../native-bridge/contract/bridge-contract.ts';
import { toJson } from '../json.ts';
import { burstSlice } from '../testing/fake-bridge.ts';
import { encodeBurst } from './burst-message.ts';
import { Recorder } from './recorder.ts';
import { compress, zstdReady } from './zstd.ts';

/**
 * `npm run bench:recording`: what recording a burst costs, CPU time and bytes an operation, in the encoding of the file and as JSON with
 * base64 columns. The figures are for the person who reads them; nothing passes or fails by them.
 */
const SLICES = Number(process.env.SLICES ?? 40);
const OPERATIONS = 50_000;
const ROUNDS = 5;

const spec: BurstSpec = { op: 'pcistb', space: 0, offset: 0n, length: 4096, stride: 0, span: 0 };

/** Stores of some 0.5 µs with a tail, one after another. */
function slices(): BurstSlice[] {
  let now = 1_000_000_000_000n;
  const operation = () => {
    const duration = 420 + Math.floor(-Math.log(1 - Math.random()) * 120);
    now += BigInt(duration + 40 + Math.floor(Math.random() * 30));
    return [now, duration, 4096] as const;
  };
  return Array.from({ length: SLICES }, () => burstSlice(Array.from({ length: OPERATIONS }, operation)));
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');

function asJson({ startNs, durationNs, result, ...counts }: BurstSlice): Uint8Array {
  const columns = { startNs: base64(startNs), durationNs: base64(durationNs), result: base64(result) };
  return new TextEncoder().encode(JSON.stringify(toJson({ burst: 0, atNs: 0n, spec, ...counts, ...columns })));
}

const asColumns = (slice: BurstSlice) => encodeBurst({ burst: 0, atNs: 0n, spec, ...slice });

/** CPU time of `work`, ns an operation, the best of some rounds. */
async function cost(work: () => unknown): Promise<number> {
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    rounds.push(((user + system) * 1000) / (SLICES * OPERATIONS));
  }
  return Math.min(...rounds);
}

const print = (name: string, ns: number, bytes: number) =>
  console.log(
    `${name.padEnd(34)} ${ns.toFixed(1).padStart(7)} ns/op  ${bytes.toFixed(2).padStart(6)} B/op  ${(ns / 20).toFixed(1).padStart(5)} % of a core at 500,000 ops/s`,
  );

async function encoding(name: string, all: readonly BurstSlice[], encode: (slice: BurstSlice) => Uint8Array) {
  let bytes = 0;
  const ns = await cost(() => {
    bytes = 0;
    for (const slice of all) {
      const content = encode(slice);
      crc32(content);
      bytes += compress(content).length;
    }
  });
  print(name, ns, bytes / (SLICES * OPERATIONS));
}

async function recording(all: readonly BurstSlice[]) {
  const folder = await mkdtemp(join(tmpdir(), 'zpci-bench-'));
  let [bytes, file] = [0, 0];
  const ns = await cost(async () => {
    const options = { version: 'bench', epochNs: 0n, clock: () => 0n };
    const recorder = await Recorder.create(join(folder, `${file++}.mcap`), options);
    for (const slice of all) {
      recorder.burst(0, 0n, spec, slice);
      await recorder.room();
    }
    await recorder.finish();
    bytes = recorder.bytes;
  });
  await rm(folder, { recursive: true });
  print('the whole recorder, into a file', ns, bytes / (SLICES * OPERATIONS));
}

await zstdReady;
const all = slices();
await encoding('JSON with base64 columns, zstd', all, asJson);
await encoding('protobuf columns, zstd', all, asColumns);
await recording(all);
