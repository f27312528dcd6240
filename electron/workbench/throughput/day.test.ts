import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const REQUIRE = `import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);`;

/** What was kept after some hours, and what of it a window saw. */
interface Reading {
  readonly hour: number;
  readonly spans: number;
  readonly windowSlices: number;
  readonly heapMiB: number;
  readonly ops: number;
  readonly seen: number;
  readonly seenFromS: number;
  readonly seenToS: number;
}

/** Runs a day, as fast as it goes, in a process of its own, where garbage can be collected on demand. */
async function liveADay(): Promise<Reading[]> {
  const folder = mkdtempSync(join(tmpdir(), 'zpci-day-'));
  try {
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    await build({
      entryPoints: [join(ROOT, 'e2e/bench/throughput/day.ts')],
      outfile: join(folder, 'day.mjs'),
      bundle: true,
      platform: 'node',
      format: 'esm',
      external: ['@foxglove/wasm-zstd'],
      banner: { js: REQUIRE },
      logLevel: 'error',
    });
    return JSON.parse(execFileSync(process.execPath, ['--expose-gc', join(folder, 'day.mjs')], { encoding: 'utf8' }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('a day of a burst takes no more memory than an hour, and all of it is still to be seen', {
  timeout: 300_000,
}, async () => {
  const readings = await liveADay();
  const [first, , last] = readings;
  expect(readings.map(({ hour }) => hour)).toEqual([1, 6, 24]);
  for (const { spans, windowSlices, ops, seen, hour, seenFromS, seenToS } of readings) {
    expect(spans).toBeLessThanOrEqual(8 * 1201);
    expect(windowSlices).toBeLessThanOrEqual(300);
    expect(windowSlices).toBeGreaterThan(50);
    expect(seen).toBeGreaterThanOrEqual(ops - 10);
    expect(seen).toBeLessThanOrEqual(ops);
    expect(seenFromS).toBeLessThan(600);
    expect(seenToS).toBeGreaterThan(hour * 3600 - 600);
  }
  expect(last!.heapMiB - first!.heapMiB).toBeLessThan(30);
});
