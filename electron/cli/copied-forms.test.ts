import { execFile } from 'node:child_process';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { installZpciwb, type Zpciwb } from './testing/zpciwb.ts';

const execute = promisify(execFile);

let installed: Zpciwb;
/** Where a shell finds `zpciwb`. */
let bin = '';
beforeAll(async () => {
  installed = await installZpciwb();
  bin = join(installed.folder, 'bin');
  await mkdir(bin);
  await writeFile(join(bin, 'zpciwb'), `#!/bin/sh\nexec '${process.execPath}' '${installed.program}' "$@"\n`, {
    mode: 0o755,
  });
  await symlink(process.execPath, join(bin, 'node'));
});

const copied = async (form: string, filter: string) => {
  const { out } = await installed.run(['show', installed.sample, '--filter', filter, '--as', form]);
  return out;
};

/** Bytes of the rows that match, as the hex form has them. */
const bytesOf = async (filter: string) => (await copied('hex', filter)).trim();

const ROW = 'seq == 0';

describe('what is copied from a recording does what it says', () => {
  test('the C array compiles and holds the bytes', async () => {
    const source = join(installed.folder, 'copied.c');
    const program = join(installed.folder, 'copied');
    const array = await copied('c', ROW);
    const name = /\b(\w+)\[/.exec(array)?.[1];
    const main = `int main(void) { for (unsigned i = 0; i < sizeof ${name}; i++) printf("%02x", ${name}[i]); return 0; }`;
    await writeFile(source, `#include <stdint.h>\n#include <stdio.h>\n${array}\n${main}\n`);
    await execute('gcc', ['-std=c11', '-Wall', '-Wextra', '-Werror', '-o', program, source]);
    const { stdout } = await execute(program);
    expect(stdout).toBe(await bytesOf(ROW));
    expect(stdout).not.toBe('');
  });

  test('the hexdump reads back byte for byte', async () => {
    const dump = await copied('hexdump', ROW);
    const bytes = dump
      .split('\n')
      .map((line) => line.slice(10, 60).replaceAll(' ', ''))
      .join('');
    expect(bytes).toBe(await bytesOf(ROW));
  });

  test('the call runs in a shell and ends as it was recorded', async () => {
    const call = await copied('call', ROW);
    const env = { ...process.env, PATH: `${bin}:${process.env.PATH}` };
    const { stdout } = await execute('sh', ['-ec', call], { cwd: installed.folder, env });
    expect(stdout).toContain('all as expected');
  });

  test('steps, one a line, stand in a program that checks', async () => {
    const steps = (await copied('step', 'kind == pcistb && status == ok')).trim().split('\n');
    expect(steps.length).toBeGreaterThan(1);
    const program = {
      program: 1,
      name: 'copied',
      functions: { peer: 'sim:ism-peer' },
      steps: steps.map((step) => JSON.parse(step)),
    };
    await writeFile(join(installed.folder, 'copied.zpci.json'), JSON.stringify(program));
    const { status, err } = await installed.run(['check', 'copied.zpci.json', '--target', 'sim:ism']);
    expect({ status, err }).toEqual({ status: 0, err: '' });
  });

  test('the program of all requests runs and records the same', async () => {
    await writeFile(join(installed.folder, 'again.zpci.json'), await copied('program', 'seq >= 0'));
    const target = 'sim:ism?clock=virtual&seed=1';
    const run = await installed.run(['run', 'again.zpci.json', '--target', target, '--arm', '--record', 'again.mcap']);
    expect(run).toMatchObject({ status: 0, out: expect.stringContaining('all as expected') });
    const diff = await installed.run(['diff', installed.sample, 'again.mcap', '--ignore', 'data', '--json']);
    expect(JSON.parse(diff.out)).toMatchObject({ total: 16, missing: 0, added: 0 });
    expect((await readFile(join(installed.folder, 'again.mcap'))).length).toBeGreaterThan(0);
  });
});
