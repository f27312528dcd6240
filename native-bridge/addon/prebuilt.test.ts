import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { PREBUILT, PREBUILT_HASH, prebuiltFile } from './prebuilt.mjs';
import { sourcesHash } from './sources.mjs';

/** What an ELF header calls these machines, and their byte order: 1 little-endian, 2 big-endian. */
const MACHINES: Record<string, { machine: number; order: number }> = {
  x64: { machine: 62, order: 1 },
  arm64: { machine: 183, order: 1 },
  s390x: { machine: 22, order: 2 },
};

/** Newest glibc a prebuilt addon may ask for: that of RHEL 7, older than any that Node.js 18 itself takes. */
const GLIBC = [2, 17];

test('the prebuilt addons were made from these sources; if not: node native-bridge/addon/prebuild.mjs', () => {
  expect(readFileSync(PREBUILT_HASH, 'utf8').trim()).toBe(sourcesHash());
});

describe.each(PREBUILT)('the prebuilt addon for $arch', ({ arch }) => {
  const file = readFileSync(prebuiltFile(arch));
  const names = file.toString('latin1');

  test('is a shared object for that machine', () => {
    const order = file[5];
    const half = (at: number) => (order === 2 ? file.readUInt16BE(at) : file.readUInt16LE(at));
    expect(names.slice(0, 4)).toBe('\x7fELF');
    expect({ type: half(16), machine: half(18), order }).toEqual({ type: 3, ...MACHINES[arch] });
  });

  test('needs libc and nothing else, of an age that every supported distribution has', () => {
    expect([...new Set(names.match(/\blib[\w+.-]*\.so[\w.]*/g))]).toEqual(['libc.so.6']);
    const versions = [...names.matchAll(/GLIBC_(\d+)\.(\d+)/g)].map(([, major, minor]) => [
      Number(major),
      Number(minor),
    ]);
    expect(versions.length).toBeGreaterThan(0);
    for (const [major, minor] of versions) expect([major, minor! <= GLIBC[1]!]).toEqual([GLIBC[0], true]);
  });

  test('says nothing of where and by what it was compiled', () => {
    expect(names).not.toMatch(/native-bridge|\.c\0|\/home\/|\/root\/|\/work\//);
  });

  test.skipIf(arch !== process.arch || process.platform !== 'linux')(
    'is loaded by this Node.js and makes calls',
    () => {
      const addon = createRequire(import.meta.url)(prebuiltFile(arch));
      const [fd] = addon.open('/dev/null');
      expect(addon.pwrite(fd, 0n, new Uint8Array(3)).slice(0, 2)).toEqual([3, 0]);
      expect(addon.close(fd)[0]).toBe(0);
    },
  );
});
