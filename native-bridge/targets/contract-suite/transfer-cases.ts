import { expect, test } from 'vitest';
import { type BurstSlice, type BurstSpec, outcomeSchema, type Request } from '../../contract/bridge-contract.ts';
import type { StorePath } from '../../rules/types.ts';
import type { AnyBurst, Case } from './suite.ts';
import type { Traits } from './traits.ts';

const BLOCK = Uint8Array.from({ length: 16 }, (_, index) => 0x10 + index);
const ALL_PATHS: readonly StorePath[] = ['ism-vfio-pci', 'zpci-io', 'vfio-bar', 'mmio'];

/** Stores and loads, region and configuration space, bursts. */
export function transferCases(one: Case, paths: readonly StorePath[], live: NonNullable<Traits['live']>): void {
  const { place, keepsStores, modelled } = live;
  const store: Request = { kind: 'pcistb', ...place, data: BLOCK, pageOffset: 0 };
  const load: Request = { kind: 'pcilg', ...place, length: 8 };
  const burst: BurstSpec = { op: 'pcistb', ...place, length: 16, stride: 0, span: 0 };

  test('a store and a load go the default path, as one system call each', async () => {
    await one.target.arm(true);
    for (const request of [store, load]) {
      const outcome = await one.target.send(request);
      expect(outcome).toMatchObject({ status: 'ok', path: paths[0], modelled, broken: [] });
      expect(outcomeSchema.safeParse(outcome).error).toBeUndefined();
    }
  });

  test.runIf(keepsStores)('a load gives what a store left', async () => {
    await one.target.arm(true);
    await one.target.send(store);
    expect((await one.target.send(load)).data).toEqual(BLOCK.subarray(0, 8));
  });

  test('a payload can come from a buffer, and is kept with the outcome', async () => {
    await one.target.arm(true);
    await one.target.send({ kind: 'buffer.alloc', buffer: 'b', size: 4096 });
    await one.target.send({ kind: 'buffer.fill', buffer: 'b', at: 0, fill: { pattern: 'data', data: BLOCK } });
    const from = { buffer: 'b', at: 0, length: 16 };
    const outcome = await one.target.send({ kind: 'pcistb', ...place, from, pageOffset: 0 });
    expect(outcome).toMatchObject({ status: 'ok', sent: BLOCK });
  });

  test.each(
    ALL_PATHS.filter((path) => !paths.includes(path)),
  )('%s is refused as absent, not replaced', async (path) => {
    await one.target.arm(true);
    await expect(one.target.send({ ...store, path })).rejects.toMatchObject({ info: { code: 'absent' } });
    await expect(one.target.send({ ...load, path })).rejects.toMatchObject({ info: { code: 'absent' } });
    await expect(async () => one.target.startBurst({ ...burst, path })).rejects.toThrow(path);
  });

  test('configuration space is the same asked for whole and in part', async () => {
    const { config } = await one.target.inspect({ config: true });
    const { data } = await one.target.send({ kind: 'config.read', offset: 0n, length: 4 });
    expect(data).toEqual(config?.subarray(0, 4));
  });

  test('a region read is one pread where the kernel said the region is', async () => {
    const { space: region, offset } = place;
    const { syscall } = await one.target.send({ kind: 'region.read', region, offset, length: 8 });
    const base = one.target.view().facts.regions.find(({ index }) => index === region)!.offset;
    expect(syscall).toMatchObject({ name: 'pread', position: base + offset, length: 8, rc: 8 });
  });

  test('beyond the end of a region: EINVAL, predicted by a rule', async () => {
    const { size } = one.target.view().facts.regions.find(({ index }) => index === place.space)!;
    const outcome = await one.target.send({ kind: 'region.read', region: place.space, offset: size, length: 8 });
    expect(outcome).toMatchObject({ status: 'errno', errno: 22 });
    expect(outcome.broken).not.toEqual([]);
  });

  test('a burst makes exactly as many operations as asked for', async () => {
    await one.target.arm(true);
    const slices = await drained(await one.target.startBurst({ ...burst, count: 5000 }));
    expect(sum(slices, 'count')).toBe(5000);
    expect(sum(slices, 'bytes')).toBe(5000 * 16);
    expect(sum(slices, 'errors') + sum(slices, 'dropped')).toBe(0);
    expect(slices.every((slice) => slice.modelled === modelled)).toBe(true);
  });

  test('a burst with a rate starts no operation before its turn, and one that is stopped ends', async () => {
    await one.target.arm(true);
    const before = await one.target.send({ kind: 'config.read', offset: 0n, length: 4 });
    const slices = await drained(await one.target.startBurst({ ...burst, count: 100, rate: 1000 }));
    expect(lastStartNs(slices)).toBeGreaterThanOrEqual(before.startNs + 99_000_000n);
    const endless = await one.target.startBurst(burst);
    await endless.drain();
    await endless.stop();
    expect((await endless.drain()).done).toBe(true);
  });
}

async function drained(burst: AnyBurst): Promise<BurstSlice[]> {
  const slices: BurstSlice[] = [];
  do slices.push(await burst.drain());
  while (!slices.at(-1)!.done);
  return slices;
}

const sum = (slices: readonly BurstSlice[], of: 'count' | 'bytes' | 'errors' | 'dropped') =>
  slices.reduce((total, slice) => total + slice[of], 0);

/** When the last operation began, ns on the target's clock. */
function lastStartNs(slices: readonly BurstSlice[]): bigint {
  const { startNs, count } = slices.findLast((slice) => slice.count > 0)!;
  return new DataView(startNs.buffer, startNs.byteOffset).getBigUint64(8 * (count - 1), true);
}
