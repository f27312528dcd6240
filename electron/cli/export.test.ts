import { readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { installZpciwb, type Zpciwb } from './testing/zpciwb.ts';

let installed: Zpciwb;
beforeAll(async () => {
  installed = await installZpciwb();
});

const zpciwb = (args: readonly string[], stdin?: string) => installed.run(args, stdin);
const sample = () => installed.sample;
const inFolder = (name: string) => join(installed.folder, name);

describe('export', () => {
  test('writes to a file or to standard output, the same bytes', async () => {
    const file = await zpciwb(['export', sample(), '--format', 'csv', '-o', 'a.csv']);
    expect(file).toMatchObject({ status: 0, err: '' });
    expect(file.out).toMatch(/^16 requests of .*: a\.csv\n$/);
    const { status, out } = await zpciwb(['export', sample(), '--format', 'csv', '-o', '-']);
    expect(status).toBe(0);
    expect(out).toBe(await readFile(inFolder('a.csv'), 'utf8'));
    expect(out.split('\r\n')).toHaveLength(18);
  });

  test('does not replace a file unless it is told to', async () => {
    await writeFile(inFolder('mine'), 'mine');
    const refused = await zpciwb(['export', sample(), '--format', 'json', '-o', 'mine']);
    expect(refused.status).toBe(3);
    expect(refused.err).toContain('mine exists already');
    expect(await readFile(inFolder('mine'), 'utf8')).toBe('mine');
    expect(await zpciwb(['export', sample(), '--format', 'json', '-o', 'mine', '--force'])).toMatchObject({
      status: 0,
    });
  });

  test('of a damaged recording writes what could be read and ends with 4', async () => {
    const cut = inFolder('cut.mcap');
    await writeFile(cut, await readFile(sample()));
    await truncate(cut, 6000);
    const { status, err } = await zpciwb(['export', cut, '--format', 'json', '-o', 'cut.jsonl']);
    expect({ status, err }).toMatchObject({ status: 4, err: expect.stringMatching(/is damaged at byte \d+/) });
    await truncate(cut, 20);
    expect(await zpciwb(['export', cut, '--format', 'json', '-o', 'no.jsonl'])).toMatchObject({ status: 4 });
    await expect(readFile(inFolder('no.jsonl'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('says what is missing and what to do when there is no recording, or no configuration space in it', async () => {
    const none = await zpciwb(['export', 'nothing.mcap', '--format', 'csv', '-o', 'none.csv']);
    expect(none).toMatchObject({ status: 2, err: expect.stringMatching(/no recording nothing\.mcap.* Check/) });
    const lspci = await zpciwb(['export', sample(), '--format', 'lspci', '-o', 'none.txt']);
    expect(lspci).toMatchObject({ status: 3, err: expect.stringMatching(/configuration space.* Read it first/) });
    await expect(readFile(inFolder('none.txt'))).rejects.toThrow('ENOENT');
  });

  test.each([
    ['bytes on standard output', ['--format', 'parquet', '-o', '-']],
    ['two documents on standard output', ['--format', 'csv', '-o', '-', '--json']],
    ['a format that does not exist', ['--format', 'xml', '-o', 'x']],
    ['no output', ['--format', 'csv']],
  ])('refuses %s as wrong usage', async (_what, options) => {
    expect(await zpciwb(['export', sample(), ...options])).toMatchObject({ status: 2, out: '' });
  });

  test('of a folder leaves out what is exported already', async () => {
    const recordings = join(installed.root, 'assets/recordings');
    const states = async () => {
      const { out } = await zpciwb(['export', recordings, '--format', 'parquet', '-o', 'tables', '--json']);
      return JSON.parse(out).rows.map(({ state }: { state: string }) => state);
    };
    expect(await states()).toEqual(['exported']);
    expect(await states()).toEqual(['current']);
  });

  test('as lspci dump takes a target or a capture too', async () => {
    const nic = await zpciwb(['export', 'sim:nic', '--format', 'lspci', '-o', '-']);
    expect(nic).toMatchObject({ status: 0, err: '' });
    expect(nic.out).toMatch(/^[0-9a-f:.]+ Class [0-9a-f]{4}: Device [0-9a-f]{4}:[0-9a-f]{4}\n00: /);
    const capture = join(installed.root, 'assets/captures/k6.12-q10-nvme.json');
    expect(await zpciwb(['export', capture, '--format', 'lspci', '-o', '-'])).toMatchObject({
      status: 0,
      out: expect.stringContaining('00: '),
    });
  });
});

describe('show --as', () => {
  test('gives a program that run takes from standard input and finds all as expected', async () => {
    const { status, out } = await zpciwb(['show', sample(), '--as', 'program']);
    expect(status).toBe(0);
    const again = await zpciwb(['run', '-', '--target', 'sim:ism', '--arm'], out);
    expect(again.out).toMatch(/16 of 16 steps, all as expected\.\n$/);
  });

  test.each([
    ['hex', '0000000800000008'],
    ['hexdump', '00000000  00 00 00 08 00 00 00 08                           |........|'],
    ['step', '{"kind":"pcistb","space":2,"offset":"0x0","data":"0000000800000008","pageOffset":0}'],
    ['call', "| zpciwb run - --target 'sim:ism?clock=virtual&seed=1' --arm"],
  ])('gives %s of the rows that match', async (form, text) => {
    const { status, out } = await zpciwb(['show', sample(), '--filter', 'seq == 0', '--as', form]);
    expect(status).toBe(0);
    expect(out).toContain(text);
  });
});
