import { join } from 'node:path';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { rewritten } from '../workbench/compare/testing/rewritten.ts';
import { diff as command } from './commands/diff.ts';
import { Io } from './io.ts';
import { installZpciwb, type Zpciwb } from './testing/zpciwb.ts';

let installed: Zpciwb;
beforeAll(async () => {
  installed = await installZpciwb();
});

const diff = (...args: string[]) => installed.run(['diff', installed.sample, ...args]);

/** The sample with some of its requests as the test has them. */
const sampleWith = (name: string, change: (text: string, number: number) => string | string[] | undefined) =>
  rewritten(installed.sample, join(installed.folder, name), (topic, text, number) =>
    topic === 'request' ? change(text, number) : undefined,
  );

describe('diff', () => {
  test('ends with 4 for a request that cannot be read, after comparing all others', async () => {
    const path = await sampleWith('malformed.mcap', (text, number) =>
      number === 3 ? text.replace('"status":"ok"', '"status":"fine"') : undefined,
    );
    const { status, out, err } = await diff(path);
    expect({ status, err }).toEqual({ status: 4, err: '' });
    expect(out).toMatch(/^## 1 of 16 requests differ: 1 different \(1 malformed\)\n/);
    expect(out).toMatch(/- request 3, message \d+ of the chunk at byte \d+: status: /);
  });

  test('sums up what differs how often, in text and in JSON', async () => {
    const path = await sampleWith('bytes.mcap', (text) =>
      text.includes('"kind":"pcilg"') ? text.replace(/"data":"../, '"data":"fe') : undefined,
    );
    const { status, out } = await diff(path);
    expect(status).toBe(1);
    expect(out).toMatch(/\| pcilg \| data\[0] \| 5 \| \d+ \| [0-9a-f]{2} \| fe \|/);
    const { common, rows, rowsLeftOut } = JSON.parse((await diff(path, '--json')).out);
    expect(common).toMatchObject([{ kind: 'pcilg', what: 'bytes', field: 'data[0]', pairs: 5 }]);
    expect({ rows: rows.length, rowsLeftOut }).toEqual({ rows: 5, rowsLeftOut: 0 });
  });

  test('a JSON document has ten thousand pairs at most, and says how many it leaves out, unless all are asked for', async () => {
    const long = await sampleWith('long.mcap', (text, number) =>
      number === 15 ? Array(10_003).fill(text) : undefined,
    );
    const json = async (...more: string[]) => {
      const { status, out } = await diff(long, '--json', ...more);
      expect(status).toBe(1);
      const { added, rows, rowsLeftOut } = JSON.parse(out);
      return { added, rows: rows.length, rowsLeftOut };
    };
    expect(await json()).toEqual({ added: 10_002, rows: 10_000, rowsLeftOut: 2 });
    expect(await json('--all')).toEqual({ added: 10_002, rows: 10_002, rowsLeftOut: 0 });
  });

  test('a JSON document whose list is stopped is whole, and says how many pairs it leaves out', async () => {
    const long = await sampleWith('stopped.mcap', (text, number) =>
      number === 15 ? Array(800).fill(text) : undefined,
    );
    let out = '';
    const stdout = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      out += text;
      // Ctrl+C, once the first pair is listed.
      if (String(text).includes('"rows":[')) process.emit('SIGINT');
      return true;
    });
    const ended = command.run(new Io(true), { args: [installed.sample, long], options: {} });
    await expect(ended.finally(() => stdout.mockRestore())).rejects.toMatchObject({
      info: { code: 'stopped', next: expect.stringContaining('again') },
    });
    const { added, rows, rowsLeftOut } = JSON.parse(out);
    expect({ added, rows: rows.length, rowsLeftOut }).toEqual({ added: 799, rows: 500, rowsLeftOut: 299 });
  });
});
