import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { afterAll, describe, expect, test } from 'vitest';
import { ERRNO } from '../abi/errno.ts';
import { buildAddon } from './build.mjs';
import { prebuiltFile } from './prebuilt.mjs';
import { sourcesHash } from './sources.mjs';
import { compiledAddon } from './testing/built-addon.ts';

const { built, folder, file, addon } = compiledAddon();

const FIGETBSZ = 2;
const FIOCLEX = 0x5451;
const PAGE = 4096n;

describe.skipIf(!built)('the addon', () => {
  const path = join(folder, 'ordinary');
  closeSync(openSync(path, 'w'));
  const [fd] = addon?.open(path) ?? [-1];
  afterAll(() => void addon.close(fd));

  test('writes and reads exactly the bytes at a position above 32 bits', () => {
    const position = 2n ** 33n + 5n;
    const data = Uint8Array.of(1, 2, 3);
    expect(addon.pwrite(fd, position, data).slice(0, 2)).toEqual([3, 0]);
    const into = new Uint8Array(5);
    expect(addon.pread(fd, position - 1n, into)[0]).toBe(4);
    expect(into).toEqual(Uint8Array.of(0, 1, 2, 3, 0));
  });

  test('gives the errno of a failed call, and -1', () => {
    expect(addon.open(join(folder, 'nothing')).slice(0, 2)).toEqual([-1, ERRNO.ENOENT]);
    expect(addon.pread(9999, 0n, new Uint8Array(1)).slice(0, 2)).toEqual([-1, ERRNO.EBADF]);
    expect(addon.pwrite(fd, 2n ** 63n, new Uint8Array(1)).slice(0, 2)).toEqual([-1, ERRNO.EINVAL]);
    expect(addon.ioctl(fd, 0x3b64, 0).slice(0, 2)).toEqual([-1, ERRNO.ENOTTY]);
  });

  test('takes descriptor 0 for a descriptor', () => {
    const [rc, errno] = addon.ioctl(0, 0x3b64, 0);
    expect([rc, errno]).toEqual([-1, ERRNO.ENOTTY]);
  });

  test('passes a structure by address, answered in place, and a number by value', () => {
    const size = new Uint8Array(4);
    expect(addon.ioctl(fd, FIGETBSZ, size)[0]).toBe(0);
    expect(new Uint32Array(size.buffer)[0]).toBeGreaterThanOrEqual(512);
    expect(addon.ioctl(fd, FIOCLEX, 0)[0]).toBe(0);
  });

  test('measures on one clock: a call starts after the clock was read and lasts no longer than until it is read again', () => {
    const before = addon.now();
    const [, , startNs, durationNs] = addon.pread(fd, 0n, new Uint8Array(8));
    expect(startNs).toBeGreaterThanOrEqual(before);
    expect(startNs + durationNs).toBeLessThanOrEqual(addon.now());
  });

  test.each([
    ['a number for a position', () => addon.pread(fd, 0 as never, new Uint8Array(1))],
    ['a negative position', () => addon.pread(fd, -1n, new Uint8Array(1))],
    ['a position above 64 bits', () => addon.pread(fd, 2n ** 64n, new Uint8Array(1))],
    ['something else than bytes', () => addon.pwrite(fd, 0n, 'abc' as never)],
    ['words instead of bytes', () => addon.pwrite(fd, 0n, new Uint16Array(1) as never)],
    ['too few arguments', () => (addon.pread as () => unknown)()],
  ])('throws for %s, making no call', (_, call) => {
    expect(call).toThrow();
  });

  const signal = (event: number, count: bigint) => writeSync(event, new Uint8Array(new BigUint64Array([count]).buffer));

  test('hands on what an eventfd counted, before the watch and during it, and nothing after it', async () => {
    const [event] = addon.eventfd();
    const [after] = addon.eventfd();
    const heard: bigint[] = [];
    signal(event, 3n);
    const watch = await new Promise<number>((resolve) => {
      const id = addon.watch(event, (count) => {
        heard.push(count);
        if (heard.length === 1) signal(event, 2n ** 40n);
        else resolve(id);
      });
    });
    expect(heard).toEqual([3n, 2n ** 40n]);
    addon.unwatch(watch);
    addon.unwatch(watch);
    signal(event, 1n);
    signal(after, 1n);
    await new Promise<unknown>((resolve) => addon.watch(after, resolve));
    expect(heard).toHaveLength(2);
    expect(addon.close(event)[0]).toBe(0);
  });

  test('watches many eventfds at a time, and none twice', async () => {
    const events = Array.from({ length: 300 }, () => addon.eventfd()[0]);
    const watches: number[] = [];
    const all = events.map((event) => new Promise((heard) => watches.push(addon.watch(event, heard))));
    for (const event of events) signal(event, BigInt(event));
    expect(await Promise.all(all)).toEqual(events.map(BigInt));
    expect(() => addon.watch(events[0]!, () => {})).toThrow(`errno ${ERRNO.EEXIST}`);
    for (const watch of watches) addon.unwatch(watch);
    for (const event of events) expect(addon.close(event)[0]).toBe(0);
  });

  test('refuses to watch what is no descriptor, and what is no function', () => {
    expect(() => addon.watch(999_999, () => {})).toThrow(`errno ${ERRNO.EBADF}`);
    expect(() => addon.watch(0, undefined as never)).toThrow(TypeError);
  });

  test('owns page-aligned zeroed memory and copies in and out of it, never past it', () => {
    const start = addon.allocate(8192);
    expect(start % PAGE).toBe(0n);
    addon.copyIn(start + 8190n, Uint8Array.of(7, 8));
    const into = new Uint8Array(3);
    addon.copyOut(start + 8189n, into.subarray(0, 3));
    expect(into).toEqual(Uint8Array.of(0, 7, 8));
    expect(() => addon.copyOut(start + 8190n, into)).toThrow(RangeError);
    expect(() => addon.copyIn(start - 1n, into)).toThrow(RangeError);
    addon.free(start);
    addon.free(start);
    expect(() => addon.copyOut(start, into)).toThrow(RangeError);
    expect(() => addon.allocate(0)).toThrow();
  });

  test('maps a region and reaches it by system call alone, which other machines than s390x do not have', () => {
    const [, , , , nowhere] = addon.mapRegion(999_999, 0n, 4096);
    expect(nowhere).toBe(0n);
    addon.pwrite(fd, 8191n, Uint8Array.of(1));
    const [rc, errno, , , address] = addon.mapRegion(fd, 4096n, 4096);
    expect([rc, errno]).toEqual([0, 0]);
    const answer = [addon.mmioRead(address, new Uint8Array(8)), addon.mmioWrite(address + 4088n, new Uint8Array(8))];
    // On s390x the kernel refuses what is no memory of a PCI function.
    const refused = process.arch === 's390x' ? ERRNO.EINVAL : ERRNO.ENOSYS;
    expect(answer.map((one) => one.slice(0, 2))).toEqual([
      [-1, refused],
      [-1, refused],
    ]);
    expect(() => addon.mmioRead(address + 4089n, new Uint8Array(8))).toThrow(RangeError);
    expect(() => addon.copyOut(address, new Uint8Array(1))).toThrow(RangeError);
    expect(addon.unmapRegion(address).slice(0, 2)).toEqual([0, 0]);
    expect(addon.unmapRegion(address).slice(0, 2)).toEqual([-1, ERRNO.EINVAL]);
    expect(() => addon.mmioRead(address, new Uint8Array(8))).toThrow(RangeError);
  });

  test('loads and unloads in worker threads, each with memory of its own', async () => {
    const source = `
      const { workerData, parentPort } = require('node:worker_threads');
      const addon = require(workerData);
      addon.allocate(65536);
      // Listening keeps it alive until it is ended.
      parentPort.on('message', () => {});
      parentPort.postMessage(addon.open('/dev/null').slice(0, 2));`;
    for (let i = 0; i < 5; i++) {
      const worker = new Worker(source, { eval: true, workerData: file });
      const [rc, errno] = await new Promise<number[]>((resolve, reject) => {
        worker.once('message', resolve);
        worker.once('error', reject);
      });
      expect([rc! >= 0, errno]).toEqual([true, 0]);
      expect(await worker.terminate()).toBe(1);
      addon.close(rc!);
    }
  });
});

describe('building', () => {
  const NO_COMPILER = '/nowhere/cc';

  test('without a compiler: one line that says why and what is used instead', () => {
    const { built: isBuilt, message } = buildAddon({ compiler: NO_COMPILER, output: join(folder, 'other.node') });
    expect(isBuilt).toBe(false);
    expect(message).toMatch(/^[^\n]*the prebuilt one is used[^\n]*\/nowhere\/cc[^\n]*$/);
  });

  test('what was compiled from other sources is taken away when it cannot be compiled again', () => {
    const old = join(folder, 'old.node');
    writeFileSync(old, 'old');
    writeFileSync(`${old}.sha256`, 'of other sources');
    buildAddon({ compiler: NO_COMPILER, output: old });
    expect([existsSync(old), existsSync(`${old}.sha256`)]).toEqual([false, false]);
  });

  test('what was compiled from these sources is left alone', () => {
    const output = join(folder, 'kept.node');
    writeFileSync(output, 'compiled');
    writeFileSync(`${output}.sha256`, sourcesHash());
    expect(buildAddon({ output, compiler: NO_COMPILER }).message).toMatch(/up to date/);
    expect(readFileSync(output, 'utf8')).toBe('compiled');
  });
});

async function bundled(place: string) {
  const outfile = join(place, 'dist', 'bridge', 'bundle.mjs');
  const entry = fileURLToPath(new URL('./index.ts', import.meta.url));
  await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm' });
  return import(outfile);
}

test.skipIf(process.platform !== 'linux')(
  'a bundle takes the prebuilt addon where none was compiled, and where that cannot be loaded',
  async () => {
    const place = mkdtempSync(join(tmpdir(), 'zpci-places-'));
    const { loadAddon } = await bundled(place);
    const room = join(place, 'native-bridge', 'addon');
    const prebuilt = join(room, 'prebuilt', `linux-${process.arch}`, 'zpci.node');
    mkdirSync(dirname(prebuilt), { recursive: true });
    copyFileSync(prebuiltFile(process.arch), prebuilt);
    expect(loadAddon().now()).toBeTypeOf('bigint');
    mkdirSync(join(room, 'build'));
    writeFileSync(join(room, 'build', 'zpci.node'), 'not an addon');
    const again = await import(`${join(place, 'dist', 'bridge', 'bundle.mjs')}?again`);
    expect(again.loadAddon().now()).toBeTypeOf('bigint');
  },
);

test('a bundle that finds no addon says so, with the command that builds it', async () => {
  const { loadAddon } = await bundled(mkdtempSync(join(tmpdir(), 'zpci-none-')));
  expect(loadAddon).toThrow(
    expect.objectContaining({
      info: expect.objectContaining({
        code: 'no-addon',
        next: expect.stringContaining('node native-bridge/addon/build.mjs'),
      }),
    }),
  );
});
