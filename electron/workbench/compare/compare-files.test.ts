import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compareFiles } from './compare-files.ts';
import { record } from './testing/record.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zpci-compare-files-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** One load that fails or not, and 200 that answer with so many bytes. */
const loads = (name: string, errno: number | undefined, length: number) => {
  const request = { kind: 'pcilg', space: 0, offset: 0n, length: 8 } as const;
  const answer = { request, part: { data: new Uint8Array(length) } };
  const first = { request, part: errno ? ({ status: 'errno', errno } as const) : {} };
  return record(join(folder, name), [first, ...Array(200).fill(answer)]);
};

test('work goes on and can be stopped while pairs that are looked into turn out to be the same', async () => {
  const [left, right] = [await loads('left.mcap', undefined, 8), await loads('right.mcap', 5, 4)];
  const looking: number[] = [];
  const progress = ({ phase, done }: { phase: string; done: number }) => {
    if (phase === 'looking') looking.push(done);
  };
  const { summary } = await compareFiles(left, right, { ignore: ['data'] }, { progress });
  expect(summary).toMatchObject({ total: 201, same: 200, different: 1 });
  expect(looking).toEqual([0, 64, 128, 192]);

  const stop = new AbortController();
  const stopping = { signal: stop.signal, progress: (at: { done: number }) => at.done === 64 && stop.abort() };
  await expect(compareFiles(left, right, { ignore: ['data'] }, stopping)).rejects.toMatchObject({
    info: { code: 'stopped' },
  });
});
