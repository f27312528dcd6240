import { mkdtempSync, writeFileSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildAddon } from '../../addon/build.mjs';
import type { Addon } from '../../addon/index.ts';
import { AddonSyscalls } from './addon-syscalls.ts';

const file = join(mkdtempSync(join(tmpdir(), 'zpci-vfio-')), 'zpci.node');
const built = buildAddon({ output: file });

describe.skipIf(!built.built)('the real kernel behind the seam', () => {
  const kernel = () => new AddonSyscalls(createRequire(import.meta.url)(file) as Addon, () => ({}));

  test('reads and writes an ordinary file, and tells what came of it', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'zpci-file-')), 'file');
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
});
