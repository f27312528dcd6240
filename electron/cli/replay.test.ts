import { readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { installZpciwb, type Zpciwb } from './testing/zpciwb.ts';

/** On a clock of its own, from the same seed each time: as the sample was recorded. */
const TARGET = 'sim:ism?clock=virtual&seed=1';

let installed: Zpciwb;
beforeAll(async () => {
  installed = await installZpciwb();
});

const zpciwb = (args: readonly string[], stdin?: string) => installed.run(args, stdin);
const sample = () => installed.sample;
const inFolder = (name: string) => join(installed.folder, name);

const replay = (...args: string[]) => zpciwb(['replay', sample(), '--target', TARGET, ...args]);

describe('replay', () => {
  test('sends a recording again and ends with 0 when all goes as recorded; its recording is the same', async () => {
    const { status, out, err } = await replay('--arm', '--speed', '1', '--record', 'again.mcap');
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toContain('16 of 16 requests sent, all as recorded.');
    expect(out).toContain('Off the wanted times: p50');
    const same = await zpciwb(['diff', sample(), 'again.mcap', '--json']);
    expect(same.status).toBe(0);
    expect(JSON.parse(same.out)).toMatchObject({ total: 16, same: 16, rows: [] });
  });

  test('ends with 1 and says expected, got and where when a request goes otherwise', async () => {
    const args = ['--speed', 'max', '--only', 'kind == pcilg', '--arm'];
    const { status, out } = await replay(...args);
    expect(status).toBe(1);
    expect(out).toMatch(/DIFFERS: request \d+ pcilg 0x[0-9a-f]+, recorded -> now:\n {2}data\[/);
    expect(out).toMatch(/\d of 5 requests sent, 1 otherwise than recorded, stopped\./);
    const all = await replay(...args, '--go-on', '--json');
    const { done, divergences, diverged } = JSON.parse(all.out);
    expect({ done, kept: diverged.length }).toEqual({ done: 5, kept: divergences });
  });

  test('is refused without --arm, on an unknown target and for what is no recording', async () => {
    expect(await replay('--speed', 'max')).toMatchObject({ status: 2, err: expect.stringContaining('read-only') });
    expect(await replay('--speed', 'fast')).toMatchObject({ status: 2 });
    expect((await zpciwb(['replay', sample(), '--target', 'sim:none'])).status).toBe(2);
    expect((await zpciwb(['replay', 'nothing.mcap', '--target', TARGET])).status).toBe(2);
  });

  test('steps on every line of standard input', async () => {
    const args = ['replay', sample(), '--target', TARGET, '--arm', '--speed', 'step', '--json'];
    const { status, out } = await zpciwb(args, '\n'.repeat(16));
    expect({ status, done: JSON.parse(out).done }).toEqual({ status: 0, done: 16 });
    const { status: short, out: three } = await zpciwb(args, '\n\n\n');
    expect(short).toBe(1);
    expect(JSON.parse(three)).toMatchObject({ stopped: true, done: 3 });
  });
});

describe('diff', () => {
  test('prints Markdown, ends with 1 for a difference and 4 for a damaged file', async () => {
    await replay('--arm', '--speed', 'max', '--only', 'seq < 10', '--record', 'short.mcap');
    const shorter = await zpciwb(['diff', sample(), 'short.mcap', '--all']);
    expect(shorter.status).toBe(1);
    expect(shorter.out).toMatch(/^## 6 of 16 requests differ: 6 only on the left\n/);
    expect(shorter.out).toMatch(/10 \w+.*: only on the left/);
    expect((await zpciwb(['diff', sample(), 'short.mcap', '--only', 'seq < 10'])).status).toBe(0);
    await writeFile(inFolder('cut.mcap'), await readFile(sample()));
    await truncate(inFolder('cut.mcap'), 6000);
    expect((await zpciwb(['diff', sample(), 'cut.mcap'])).status).toBe(4);
    expect((await zpciwb(['diff', sample(), 'nothing.mcap'])).status).toBe(2);
  });
});
