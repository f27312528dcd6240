import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { RecordedSession } from '../workbench/player/recorded-session.ts';
import { temporaryInstallation } from '../workbench/testing/bundles.ts';

let root = '';
let folder = '';
beforeAll(async () => {
  root = await temporaryInstallation(['bridge', 'cli']);
  folder = await mkdtemp(join(tmpdir(), 'zpci-run-'));
  const step = {
    kind: 'config.read',
    offset: '$at',
    length: 2,
    expect: { cases: [{ when: '$at == 8', data: 'ffff' }] },
  };
  await writeFile(join(folder, 'p.json'), JSON.stringify({ program: 1, name: 'rows', vars: { at: 0 }, steps: [step] }));
  await writeFile(join(folder, 'rows.csv'), '\ufeffat,note\r\n"0x0",1\r\n8,\r\n16,3\r\n');
});

/** `zpciwb run p.json --target sim:ism` and what else is given. */
const run = (...more: string[]) => runProgram('p.json', ...more);

function runProgram(program: string, ...more: string[]): Promise<{ status: number; out: string; err: string }> {
  const args = [join(root, 'dist/cli/zpciwb.mjs'), 'run', program, '--target', 'sim:ism', ...more];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: folder }, (error, out, err) =>
      resolve({ status: error ? Number(error.code) : 0, out, err }),
    );
  });
}

test('rows come from CSV; failures are told with their row and do not end a run that keeps going', async () => {
  const { status, out } = await run('--rows', 'rows.csv', '--keep-going', '--iterations', '2', '--json');
  expect(status).toBe(1);
  expect(JSON.parse(out)).toMatchObject({
    ...{ program: 'rows', rows: 3, iterations: 2, total: 6, done: 6, failed: 2, ended: 'finished' },
    failures: [
      { iteration: 0, row: 1, path: 'steps[0]', expected: 'ffff', values: { at: '0x8' } },
      { iteration: 1, row: 1 },
    ],
    totals: [{ path: 'steps[0]', count: 6, failed: 2 }],
  });
});

test('a run ends at its first failure with 1, and with 0 when a budget ends it before', async () => {
  const failed = await run('--rows', 'rows.csv', '--junit', 'r.xml');
  expect(failed.status).toBe(1);
  expect(failed.out).toContain('[row 2: at=8] steps[0] config.read: FAILED: byte 0: expected ffff');
  expect(await readFile(join(folder, 'r.xml'), 'utf8')).toContain(
    '<testsuite name="rows: iteration 1, row 2" tests="1" failures="1"',
  );
  expect(await readdir(folder)).not.toContain('r.xml.new');
  const ended = await run('--rows', 'rows.csv', '--max-steps', '1');
  expect(ended).toMatchObject({ status: 0, out: 'rows: 1 of 3 steps, ended by --max-steps, all as expected.\n' });
});

test('options and rows that are none are refused before anything is sent', async () => {
  expect((await run('--iterations', '0')).status).toBe(2);
  await writeFile(join(folder, 'bad.csv'), 'at\n8\n1.5.2\n');
  expect(await run('--rows', 'bad.csv')).toMatchObject({
    status: 4,
    err: expect.stringContaining('rows[1].at: "1.5.2"'),
  });
  await writeFile(join(folder, 'quote.csv'), 'at\n"8\n');
  expect(await run('--rows', 'quote.csv')).toMatchObject({ status: 4, err: expect.stringContaining('quote.csv') });
  await writeFile(join(folder, 'sweep.json'), '{"sweep": {"at": {"from": 8, "to": 0}}}');
  expect((await run('--rows', 'sweep.json')).err).toContain('rows.sweep.at: to lies below from');
});

test('the recording tells of each request which step of which row it was sent for, and what was expected', async () => {
  const path = join(folder, 'run.mcap');
  await run('--rows', 'rows.csv', '--keep-going', '--record', path);
  const recorded = await RecordedSession.open(path, 'r');
  try {
    expect(await recorded.step(1)).toMatchObject({ row: 1, path: 'steps[0]', values: { at: 8n }, expected: 'ffff' });
    expect(await recorded.step(2)).toMatchObject({ row: 2, iteration: 0 });
    expect((await recorded.step(2))?.failure).toBeUndefined();
    expect(await recorded.step(99)).toBeUndefined();
  } finally {
    await recorded.close();
  }
});

test('a reset in a program is refused by name, and goes out with --accept-danger', async () => {
  const steps = [{ kind: 'device.reset' }];
  await writeFile(join(folder, 'reset.json'), JSON.stringify({ program: 1, name: 'reset', steps }));
  const refused = await runProgram('reset.json', '--arm');
  expect(refused).toMatchObject({ status: 2, err: expect.stringContaining('--accept-danger RESET') });
  expect(await runProgram('reset.json', '--arm', '--accept-danger', 'NONE')).toMatchObject({
    status: 2,
    err: expect.stringContaining('Those there are: RESET'),
  });
  expect(await runProgram('reset.json', '--arm', '--accept-danger', 'RESET')).toMatchObject({ status: 0 });
});
