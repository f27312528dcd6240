import { mkdtemp, rm, stat, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeU64 } from '../../../native-bridge/abi/bytes.ts';
import { parseHex } from '../../../native-bridge/abi/hex.ts';
import type { Request } from '../../../native-bridge/contract/bridge-contract.ts';
import { summaryText } from '../../contract/compare/summary-text.ts';
import { recordEverything } from '../export/testing/recordings.ts';
import { Comparison } from './comparison.ts';
import { type Exchanged, record } from './testing/record.ts';

const RUNS = Number(process.env.ZPCI_PROPERTY_RUNS ?? 15);

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zpci-compare-'));
});
afterAll(() => rm(folder, { recursive: true }));

let files = 0;
const newPath = () => join(folder, `${files++}.mcap`);

async function compared<T>(
  left: string,
  right: string,
  use: (comparison: Comparison) => T,
  options = {},
): Promise<Awaited<T>> {
  const comparison = await Comparison.open(left, right, options);
  try {
    return await use(comparison);
  } finally {
    await comparison.close();
  }
}

const load = (offset: bigint): Request => ({ kind: 'pcilg', space: 0, offset, length: 8 });
const number = (value: number) => {
  const bytes = new Uint8Array(8);
  writeU64(bytes, 0, BigInt(value), 'be');
  return bytes;
};

const edits = fc.array(
  fc.record({
    offset: fc.bigInt({ min: 0n, max: 4n }),
    edit: fc.constantFrom('keep', 'keep', 'keep', 'drop', 'insert', 'byte', 'errno'),
  }),
  { maxLength: 40 },
);

describe('comparing recordings', () => {
  test('finds no difference between a recording and itself', async () => {
    const path = await recordEverything(folder);
    await compared(path, path, async (comparison) => {
      const { total, same, functions, first } = comparison.summary;
      expect({ total, same, functions, first }).toEqual({ total: 7, same: 7, functions: [], first: [] });
      expect(await comparison.page(0, 500, true)).toEqual({ total: 0, pairs: [] });
      expect(comparison.next(-1, 'forward')).toBeUndefined();
    });
  });

  test('finds exactly the edits that were made, and says what each is', async () => {
    await fc.assert(
      fc.asyncProperty(edits, async (list) => {
        const one = (index: number): Exchanged => ({
          request: load(list[index]!.offset),
          part: { data: number(index) },
        });
        const right = list.flatMap(({ edit }, index): Exchanged[] => {
          const { request } = one(index);
          if (edit === 'drop') return [];
          if (edit === 'insert') return [{ request: load(BigInt(100 + index)) }, one(index)];
          if (edit === 'byte') return [{ request, part: { data: number(index + 1000) } }];
          return edit === 'errno'
            ? [{ request, part: { status: 'errno', errno: 22, data: number(index) } }]
            : [one(index)];
        });
        const left = await record(
          newPath(),
          list.map((_, index) => one(index)),
        );
        const made = (edit: string) => list.filter((each) => each.edit === edit).length;
        await compared(left, await record(newPath(), right), async (comparison) => {
          const { different, missing, added, by } = comparison.summary;
          expect({ different, missing, added }).toEqual({
            different: made('byte') + made('errno'),
            missing: made('drop'),
            added: made('insert'),
          });
          expect([by.bytes ?? 0, by.errno ?? 0]).toEqual([made('byte'), made('errno')]);
          await expectConsistent(comparison);
        });
      }),
      { numRuns: RUNS },
    );
  });

  test('names the fields of configuration space that differ', async () => {
    const read: Request = { kind: 'config.read', offset: 0n, length: 16 };
    const [one, other] = ['14101404060010000000010000000000', 'f41a1404060010000000010000000000'];
    const left = await record(newPath(), [{ request: read, part: { data: parseHex(one)! } }]);
    const right = await record(newPath(), [{ request: read, part: { data: parseHex(other)! } }]);
    const { pairs } = await compared(left, right, (comparison) => comparison.page(0, 1));
    expect(pairs[0]!.differences).toEqual([
      {
        what: 'bytes',
        field: expect.stringMatching(/^config\.vendor/),
        left: expect.stringContaining('1014'),
        right: expect.stringContaining('1af4'),
      },
    ]);
  });

  test('does not count what differs between any two runs, and says so', async () => {
    const map: Request = { kind: 'dma.map', buffer: 'b', at: 0n, iova: 0x1000n, read: true, write: true };
    const call = (vaddr: string) => ({
      name: 'ioctl VFIO_IOMMU_MAP_DMA',
      on: 'iommu' as const,
      in: parseHex(`0000002000000003${vaddr}00000000000010000000000000001000`)!,
      rc: 0,
      errno: 0,
    });
    const left = await record(newPath(), [{ request: map, part: { syscall: call('000003ff80000000') } }]);
    const right = await record(newPath(), [{ request: map, part: { syscall: call('000003ff90000000') } }]);
    const { same, ignored } = await compared(left, right, ({ summary }) => summary);
    expect(same).toBe(1);
    expect(ignored.map(({ id }) => id)).toContain('vaddr');
    const moved = await record(newPath(), [{ request: { ...map, iova: 0x2000n } }]);
    expect((await compared(left, moved, ({ summary }) => summary)).missing).toBe(1);
    expect(await compared(left, moved, ({ summary }) => summary, { ignore: ['iova'] })).toMatchObject({
      same: 1,
      total: 1,
    });
  });

  test('tells slower requests only when it is asked to', async () => {
    const left = await record(newPath(), [{ request: load(0n), part: { durationNs: 1_000_000n } }]);
    const right = await record(newPath(), [{ request: load(0n), part: { durationNs: 3_000_000n } }]);
    expect((await compared(left, right, ({ summary }) => summary)).same).toBe(1);
    expect((await compared(left, right, ({ summary }) => summary, { slower: 2 })).by).toEqual({ timing: 1 });
    expect((await compared(left, right, ({ summary }) => summary, { slower: 4 })).by).toEqual({});
  });

  test('compares a damaged recording as far as it goes, and says where it ends', async () => {
    const path = await recordEverything(folder, 'whole.mcap');
    const cut = await recordEverything(folder, 'cut.mcap');
    await truncate(cut, Math.round((await stat(cut)).size / 2));
    const summary = await compared(path, cut, (comparison) => comparison.summary);
    expect(summary.right.damage).toMatchObject({ code: 'damaged-file' });
    expect(summaryText(summary)).toMatch(/cut\.mcap is damaged/);
  });

  test('is stopped by its signal', async () => {
    const path = await recordEverything(folder, 'stopped.mcap');
    await expect(Comparison.open(path, path, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      info: { code: 'stopped' },
    });
  });
});

/** Pages, steps from difference to difference and the summary tell the same. */
async function expectConsistent(comparison: Comparison): Promise<void> {
  const all = (await comparison.page(0, 500)).pairs;
  const differing = all.filter(({ verdict }) => verdict !== 'same').map(({ index }) => index);
  expect((await comparison.page(0, 500, true)).pairs.map(({ index }) => index)).toEqual(differing);
  const forward: number[] = [];
  for (let at = comparison.next(-1, 'forward'); at !== undefined; at = comparison.next(at, 'forward')) forward.push(at);
  const back: number[] = [];
  for (let at = comparison.next(all.length, 'back'); at !== undefined; at = comparison.next(at, 'back'))
    back.unshift(at);
  expect([forward, back]).toEqual([differing, differing]);
}
