import { writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compiledAddon } from '../../addon/testing/built-addon.ts';
import type { EqualCalls } from '../syscalls.ts';
import { AddonSyscalls } from './addon-syscalls.ts';

const { built, folder, addon } = compiledAddon();

describe.skipIf(!built)('the real kernel behind the seam', () => {
  const kernel = () => new AddonSyscalls(addon, () => ({}));

  test('reads and writes an ordinary file, and tells what came of it', () => {
    const path = join(folder, 'file');
    writeFileSync(path, 'abcdef');
    const one = kernel();
    const { rc: fd } = one.open(path);
    expect(one.pwrite(fd, 4n, Uint8Array.of(0x58))).toMatchObject({ rc: 1, errno: 0 });
    expect(one.pread(fd, 2n, 100)).toMatchObject({ rc: 4, out: new Uint8Array(Buffer.from('cdXf')) });
    expect(one.close(fd)).toMatchObject({ rc: 0 });
    expect(one.pread(999_999, 0n, 1)).toMatchObject({ rc: -1, errno: 9, out: new Uint8Array() });
  });

  test('gives memory that is read and written in bounds only', () => {
    const memory = kernel().allocate(4096);
    memory.write(4095, Uint8Array.of(5));
    expect(memory.read(4094, 2)).toEqual(Uint8Array.of(0, 5));
    expect(() => memory.read(4095, 2)).toThrow(RangeError);
    expect(() => memory.write(-1, new Uint8Array(1))).toThrow(RangeError);
    memory.free();
  });

  test('tells who watches an eventfd what it counted', async () => {
    const one = kernel();
    const { rc: fd } = one.eventfd();
    writeSync(fd, new Uint8Array(new BigUint64Array([2n]).buffer));
    let unwatch = () => {};
    const heard = await new Promise((resolve) => {
      unwatch = one.watchEvent(fd, resolve);
    });
    expect(heard).toBe(2n);
    unwatch();
    expect(one.close(fd).rc).toBe(0);
  });

  const ROOM = 100_000;
  const columns = () => ({
    startNs: new Uint8Array(8 * ROOM),
    durationNs: new Uint8Array(4 * ROOM),
    result: new Uint8Array(4 * ROOM),
  });

  function burstOn(name: string, limits: Partial<EqualCalls>) {
    const path = join(folder, name);
    writeFileSync(path, '');
    const one = kernel();
    const { rc: fd } = one.open(path);
    const calls = { fd, write: true, bytes: Uint8Array.of(1), position: 0n, stride: 0, span: 0, threads: 1 };
    return { burst: one.startBurst({ ...calls, ...limits }), close: () => one.close(fd) };
  }

  test('a burst says when it is ready to be drained and when its threads ended', async () => {
    const { burst, close } = burstOn('burst', { count: 150_000, threads: 2 });
    let made = 0;
    for (let done = false; !done; ) {
      await burst.ready(10_000);
      const drained = burst.drain(columns());
      made += drained.made + drained.dropped;
      done = drained.done;
    }
    await burst.ended;
    expect(made).toBe(150_000);
    expect(close().rc).toBe(0);
  });

  test('a burst that is stopped ends; what it made until then is still there', async () => {
    const { burst, close } = burstOn('stopped', {});
    await burst.ready(10_000);
    burst.stop();
    await burst.ended;
    expect(burst.drain(columns()).made).toBeGreaterThan(0);
    close();
  });

  test('a slow burst is ready after the time that may pass', async () => {
    const { burst, close } = burstOn('slow', { rate: 0.001 });
    await burst.ready(1);
    expect(burst.drain(columns())).toMatchObject({ dropped: 0, done: false });
    burst.stop();
    await burst.ended;
    close();
  });
});
