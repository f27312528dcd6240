import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorInfo } from '../../contract/errors.ts';
import { parseSimAddress, readFaults } from './options.ts';
import { ISM_VFIO_PCI, PATH_DRIVERS, VFIO_PCI } from './vfio/driver.ts';

function codeOf(run: () => unknown): string {
  try {
    run();
    return 'nothing thrown';
  } catch (thrown) {
    return errorInfo(thrown).code;
  }
}

describe('an address behind sim:', () => {
  it('has defaults: the function’s own driver, seed 1, wall clock', () => {
    expect(parseSimAddress('ism')).toMatchObject({ driver: ISM_VFIO_PCI, seed: 1, clock: 'wall' });
    expect(parseSimAddress('nic')).toMatchObject({ driver: VFIO_PCI });
  });

  it.each(Object.entries(PATH_DRIVERS))('takes path=%s', (path, driver) => {
    expect(parseSimAddress(`ism?path=${path}&seed=7&clock=virtual`)).toMatchObject({
      driver,
      seed: 7,
      clock: 'virtual',
    });
  });

  it('keeps a file name with special characters whole', () => {
    expect(parseSimAddress('nic?faults=a%20b%26c.json').faults).toBe('a b&c.json');
  });

  it.each([
    ['nothing', '', 'unknown-target'],
    ['a name nobody has', 'gpu', 'unknown-target'],
    ['an unknown option', 'ism?speed=9', 'bad-address'],
    ['an unknown path', 'ism?path=mmio', 'bad-address'],
    ['a seed that is no number', 'ism?seed=x', 'bad-address'],
    ['a negative seed', 'ism?seed=-1', 'bad-address'],
  ])('is refused with %s', (_, rest, code) => {
    expect(codeOf(() => parseSimAddress(rest))).toBe(code);
  });
});

describe('a fault file', () => {
  const codeOfFile = (file: string) =>
    readFaults(file).then(
      () => 'none',
      (thrown) => errorInfo(thrown).code,
    );
  const fileWith = async (text: string) => {
    const file = join(await mkdtemp(join(tmpdir(), 'faults-')), 'script.json');
    await writeFile(file, text);
    return file;
  };

  it('is read into faults', async () => {
    const file = await fileWith('{"faults":[{"call":"pwrite","nth":5,"errno":"EIO"}]}');
    expect(await readFaults(file)).toEqual([{ call: 'pwrite', nth: 5, times: 1, errno: 'EIO' }]);
  });

  it('that is missing, cut off or malformed says which', async () => {
    expect(await codeOfFile('/nowhere/faults.json')).toBe('no-such-file');
    expect(await codeOfFile(await fileWith('{"faults":['))).toBe('damaged-file');
    expect(await codeOfFile(await fileWith('{"faults":[{"call":"x"}]}'))).toBe('damaged-file');
  });

  it.each([
    ['{"faults":[{"call":"pread","nth":1,"errno":"EIO"},{"call":"x","nth":0}]}', /faults\[1\]\.call: /],
    ['{"faults":[{"call":"pread","nth":1}]}', /faults\[0\]: say what happens/],
    ['[]', /script: expected object/],
  ])('%s is refused in one line that names the entry and its field', async (text, line) => {
    const refused = await readFaults(await fileWith(text)).catch(errorInfo);
    expect(refused).toMatchObject({ message: expect.stringMatching(line) });
    expect(refused).not.toMatchObject({ message: expect.stringMatching(/[\n\u2716]/) });
  });
});
