import { execFileSync, spawn } from 'node:child_process';
import { open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { commands } from './commands/index.ts';
import { installZpciwb, type Zpciwb } from './testing/zpciwb.ts';

let installed: Zpciwb;
let folder = '';
beforeAll(async () => {
  installed = await installZpciwb();
  ({ folder } = installed);
  execFileSync('mkfifo', [join(folder, 'pipe')]);
});

const zpciwb: Zpciwb['run'] = (...given) => installed.run(...given);

/** One JSON document on stdout and nothing else. */
async function json(...args: string[]) {
  const { out, err, status } = await zpciwb([...args, '--json']);
  expect(err).toBe('');
  return { status, document: JSON.parse(out) };
}

const program = (name: string) => join(installed.root, 'assets/programs', `${name}.zpci.json`);

describe.concurrent('wrong usage ends with 2 and one line on stderr', () => {
  const cases: [string, string[]][] = [
    ['no command', []],
    ['an unknown command', ['frobnicate']],
    ['an unknown option', ['targets', '--frob']],
    ['a missing argument', ['inspect']],
    ['an argument too many', ['verify', 'a', 'b']],
    ['an unknown structure', ['decode', '--ioctl', 'nonsense', '00']],
    ['hex that is none', ['decode', '--ioctl', 'irq-info', 'xyz']],
    ['no hex at all', ['decode', '--ioctl', 'irq-info', '']],
    ['an address without scheme', ['inspect', 'nonsense']],
    ['a target that does not exist', ['inspect', 'sim:nonsense']],
    ['a capture that does not exist', ['inspect', 'capture:/no/such.json']],
    ['a number that is none', ['burst', '--target', 'sim:ism', '--len', 'many']],
    ['a length out of bounds', ['burst', '--target', 'sim:ism', '--arm', '--len', '100000']],
    ['a store without --arm', ['burst', '--target', 'sim:ism', '--len', '8']],
    ['a program without --arm', ['run', 'assets', '--target', 'sim:ism']],
    ['a recording that does not exist', ['verify', '/no/such.mcap']],
    ['a folder for a recording', ['verify', '.']],
    ['a folder for a program', ['check', '.', '--target', 'sim:ism']],
    ['a folder for a capture', ['inspect', 'capture:.']],
    ['a pipe for a recording', ['show', 'pipe']],
    ['a pipe for a fault script', ['inspect', 'sim:ism?faults=pipe']],
    ['a filter that is none', ['show', 'x.mcap', '--filter', 'errno']],
  ];
  for (const [what, args] of cases)
    test(what, async () => {
      const { status, out, err } = await zpciwb(args);
      expect({ status, out }).toEqual({ status: 2, out: '' });
      expect(err).toMatch(/^zpciwb: [^\n]+\n$/);
    });
});

describe('every command', () => {
  test('has help with its example', async () => {
    const helps = await Promise.all(commands.map(({ name }) => zpciwb([name, '--help'])));
    helps.forEach(({ status, out, err }, index) => {
      expect({ status, err }, commands[index]!.name).toEqual({ status: 0, err: '' });
      expect(out).toContain(commands[index]!.example);
      expect(out).toContain('--json');
    });
  });
});

describe('decode', () => {
  const IRQ = '00000010000000090000000200000002';

  test('prints fields and diagnostics, from the command line or stdin', async () => {
    const { document, status } = await json('decode', '--ioctl', 'irq-info', IRQ);
    expect(status).toBe(0);
    expect(document).toEqual({ header: { argsz: 16, flags: 9, index: 2, count: 2 }, caps: [], diagnostics: [] });
    const { out } = await zpciwb(['decode', '--ioctl', 'irq-info', '--json', '-'], `${IRQ}\n`);
    expect(JSON.parse(out)).toEqual(document);
  });

  test('says what is wrong with malformed bytes and still ends well', async () => {
    const { document, status } = await json(
      'decode',
      '--ioctl',
      'device-info',
      '0000001800000083000000090000000500000018',
    );
    expect(status).toBe(0);
    expect(document.diagnostics).not.toEqual([]);
  });
});

describe.concurrent('on a simulated target', () => {
  test('targets lists it with identity and driver', async () => {
    const { document } = await json('targets');
    expect(document.targets).toContainEqual(
      expect.objectContaining({ address: 'sim:ism', driver: 'ism_vfio_pci', ready: true }),
    );
  });

  test('inspect gives the capabilities with 64-bit values as text', async () => {
    const { document } = await json('inspect', 'sim:ism', '--config');
    expect(Object.keys(document)).toEqual(
      expect.arrayContaining(['address', 'identity', 'device', 'regions', 'irqs', 'iommu', 'config', 'paths']),
    );
    const base = document.device.caps.find(({ name }: { name: string }) => name === 'zpci-base');
    expect(base).toMatchObject({ offset: 24, id: 1, fields: { start_dma: '0x100000000', pft: 5 } });
    expect((await zpciwb(['inspect', 'sim:ism'])).out).toContain('start_dma  0x1_0000_0000');
  });

  test('capture writes a file that opens as a target and is never overwritten', async () => {
    const file = join(folder, 'ism.json');
    expect((await zpciwb(['capture', 'sim:ism', '-o', file])).status).toBe(0);
    const [live, captured] = await Promise.all([json('inspect', 'sim:ism'), json('inspect', `capture:${file}`)]);
    expect(captured.document.device).toEqual(live.document.device);
    const before = await readFile(file);
    const again = await zpciwb(['capture', 'sim:ism', '-o', file]);
    expect(again.status).toBe(3);
    expect(again.err).toContain('EEXIST');
    expect(await readFile(file)).toEqual(before);
  });

  test('run takes every step, records it, and show and verify read the recording', async () => {
    const [file, junit] = [join(folder, 'hello.mcap'), join(folder, 'hello.xml')];
    const ran = await zpciwb([
      'run',
      program('ism-hello'),
      '--target',
      'sim:ism',
      '--arm',
      '--record',
      file,
      '--junit',
      junit,
    ]);
    expect(ran).toMatchObject({ status: 0, err: '' });
    expect(ran.out).toContain('16 of 16 steps, all as expected');
    expect(await readFile(junit, 'utf8')).toContain('<testsuite name="ISM hello: iteration 1" tests="16" failures="0"');
    expect((await json('verify', file)).document).toMatchObject({ whole: true, requests: 16 });
    const { document, status } = await json('show', file, '--filter', 'kind == pcistb && errno == EIO');
    expect(status).toBe(0);
    expect(document.rows).toMatchObject([{ seq: 14, errno: 5, bytes: 63 }]);
    await writeFile(join(folder, 'cut.mcap'), (await readFile(file)).subarray(0, -100));
    expect((await json('verify', join(folder, 'cut.mcap'))).status).toBe(4);
    expect((await json('show', join(folder, 'cut.mcap'))).document).toMatchObject({
      requests: 16,
      damage: { code: 'damaged-file' },
    });
  });

  test('a failed step ends with 1 and is told, in JSON and JUnit too', async () => {
    const file = join(folder, 'failing.zpci.json');
    const steps = [
      { kind: 'config.read', offset: 0, length: 2, expect: { data: 'ffff' } },
      { kind: 'config.read', offset: 0, length: 2 },
    ];
    await writeFile(file, JSON.stringify({ program: 1, name: 'f', steps }));
    const { status, document } = await json('run', file, '--target', 'sim:ism', '--junit', join(folder, 'f.xml'));
    expect(status).toBe(1);
    expect(document).toMatchObject({ done: 1, total: 2, failed: 1, failure: expect.stringContaining('expected ffff') });
    expect(await readFile(join(folder, 'f.xml'), 'utf8')).toContain('message="byte 0: expected ffff');
  });

  test('check finds what a program breaks without sending it', async () => {
    expect((await zpciwb(['check', program('refusals'), '--target', 'sim:ism'])).status).toBe(0);
    const file = join(folder, 'breaks.zpci.json');
    const steps = [{ kind: 'pcistb', space: 0, offset: '0xff8', data: '00'.repeat(16) }];
    await writeFile(file, JSON.stringify({ program: 1, name: 'b', steps }));
    const { status, document } = await json('check', file, '--target', 'sim:ism');
    expect(status).toBe(1);
    expect(document).toMatchObject({ findings: 1, cut: false, steps: [{ predicted: 'EINVAL' }] });
    expect(document.steps[0].broken[0]).toMatchObject({ rule: 'ISM-4K', errno: 'EINVAL' });
  });

  test('check says, in its document too, that a longer program was not looked at to its end', async () => {
    const file = join(folder, 'long.zpci.json');
    const rows = { sweep: { at: { from: 0, to: 10_000 } } };
    const steps = [{ kind: 'config.read', offset: 0, length: 2 }];
    await writeFile(file, JSON.stringify({ program: 1, name: 'b', rows, steps }));
    const told = await zpciwb(['check', file, '--target', 'sim:ism']);
    expect(told.out).toContain('\nSteps behind the first 10000 were not looked at.\n');
    expect((await json('check', file, '--target', 'sim:ism')).document).toMatchObject({ findings: 0, cut: true });
  });

  test('a malformed program ends with 4 and names step and field', async () => {
    const file = join(folder, 'bad.zpci.json');
    await writeFile(
      file,
      JSON.stringify({ program: 1, name: 'b', steps: [{ kind: 'pcilg', space: 2, ofset: 8, length: 8 }] }),
    );
    const { status, err } = await zpciwb(['run', file, '--target', 'sim:ism']);
    expect(status).toBe(4);
    expect(err).toMatch(/^zpciwb: .*bad\.zpci\.json: steps\[0\]\.ofset: pcilg has no such field\. [^\n]+\n$/);
  });

  test('burst gives rates and percentiles, says that its time is modelled, and records every operation', async () => {
    const file = join(folder, 'burst.mcap');
    const args = ['burst', '--target', 'sim:ism', '--arm', '--op', 'pcistb', '--len', '4096', '--count', '2000'];
    const { document, status } = await json(...args, '--record', file);
    expect(status).toBe(0);
    expect(document).toMatchObject({ ops: 2000, bytes: 2000 * 4096, errors: 0, operations: 2000, modelled: true });
    expect(document.spanNs).toMatch(/^0x[0-9a-f]+$/);
    expect((await zpciwb(args)).out).toContain('(modelled time)');
    expect((await json('show', file)).document.rows).toMatchObject([{ kind: 'burst pcistb', count: 2000 }]);
  });
});

describe('doctor', () => {
  test('finds nothing to mend for a simulated target', async () => {
    const { status, document } = await json('doctor', 'sim:ism');
    expect({ status, ready: document.ready }).toEqual({ status: 0, ready: true });
    expect(document.checks.at(-1)).toMatchObject({ id: 'target', status: 'ok' });
  });

  test('ends with 3 when something is missing, each line with its mark and what mends it', async () => {
    const { status, out } = await zpciwb(['doctor', 'vfio:ffff:1f:1f.7']);
    expect(status).toBe(3);
    expect(out).toMatch(/^✓ Bridge program {10}It runs\.$/m);
    expect(out).toMatch(/^✗ .+\n {26}\S/m);
    expect(out).toMatch(/\nNot ready\. To be mended: .+\n$/);
  });

  test('gives back only what a workbench bound', async () => {
    const { status, err } = await zpciwb(['doctor', 'vfio:ffff:1f:1f.7', '--restore']);
    expect(status).toBe(3);
    expect(err).toContain('was not bound by a workbench');
  });
});

describe('when this machine or the target is not ready', () => {
  test('a path the function does not have ends with 3 and names those it has', async () => {
    const burst = ['burst', '--target', 'sim:ism', '--op', 'pcilg', '--len', '8', '--count', '1', '--path', 'zpci-io'];
    const { status, err } = await zpciwb(burst);
    expect(status).toBe(3);
    expect(err).toMatch(/has no path zpci-io\. It offers ism-vfio-pci/);
  });

  test('a bridge that cannot start ends with 3 and is named', async () => {
    const { status, err } = await zpciwb(['targets'], '', { ZPCIWB_BRIDGE: '["/no/such/bridge"]' });
    expect(status).toBe(3);
    expect(err).toMatch(/^zpciwb: The bridge program is gone: it could not be started[^\n]+\n$/);
  });

  test('a ZPCIWB_BRIDGE that is no argv is wrong usage', async () => {
    expect((await zpciwb(['targets'], '', { ZPCIWB_BRIDGE: 'node bridge' })).status).toBe(2);
  });
});

test("--independent-count waits for the function's own counters and ends with 1 where they differ", async () => {
  const script = join(folder, 'lost-count.json');
  await writeFile(script, JSON.stringify({ faults: [{ call: 'pwrite', nth: 10, uncounted: true }] }));
  const burst = (target: string) =>
    zpciwb(['burst', '--target', target, '--arm', '--len', '64', '--count', '20', '--independent-count']);
  const [agrees, differs] = await Promise.all([burst('sim:ism'), burst(`sim:ism?faults=${script}`)]);
  expect(agrees).toMatchObject({
    status: 0,
    out: expect.stringContaining('store block operations: 20 sent, 20 counted by the function\n'),
  });
  expect(differs).toMatchObject({
    status: 1,
    out: expect.stringContaining('store block operations: 20 sent, 19 counted by the function: DIFFERS\n'),
  });
}, 60_000);

describe('long-running commands', () => {
  /** Started as a shell starts it: in a process group of its own, all of which hears Ctrl+C. */
  function started(args: readonly string[]) {
    const child = spawn(process.execPath, [installed.program, ...args], { detached: true });
    const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
    return { child, ended, interrupt: () => process.kill(-child.pid!, 'SIGINT') };
  }

  test('bridge --stdio answers frames as the bridge program does', async () => {
    const command = [process.execPath, installed.program, 'bridge', '--stdio'];
    const { out } = await zpciwb(['targets', '--json'], '', { ZPCIWB_BRIDGE: JSON.stringify(command) });
    expect(JSON.parse(out).targets.length).toBeGreaterThan(0);
  });

  test('burst ends at once and whole on Ctrl+C', async () => {
    const file = join(folder, 'stopped.mcap');
    const args = [
      'burst',
      '--target',
      'sim:ism',
      '--arm',
      '--len',
      '64',
      '--seconds',
      '600',
      '--record',
      file,
      '--json',
    ];
    const { ended, interrupt } = started(args);
    await expect
      .poll(
        () =>
          readFile(file).then(
            ({ length }) => length,
            () => 0,
          ),
        { timeout: 10_000 },
      )
      // More than what a recording begins with: operations are in it.
      .toBeGreaterThan(200_000);
    interrupt();
    expect(await ended).toBe(0);
    expect((await json('verify', file)).document).toMatchObject({ whole: true });
  });

  test('a run whose reader goes away ends in order, its recording whole', async () => {
    const file = join(folder, 'unread.mcap');
    const args = ['run', program('ism-store-loop'), '--target', 'sim:ism', '--arm', '--record', file];
    const { child, ended } = started(args);
    child.stdout.once('data', () => child.stdout.destroy());
    await ended;
    expect((await json('verify', file)).document).toMatchObject({ whole: true });
  });

  test.runIf(process.platform === 'linux')('output that cannot be written ends with 3', async () => {
    const full = await open('/dev/full', 'w');
    const child = spawn(process.execPath, [installed.program, 'decode', '--ioctl', 'fmb', '00'], {
      stdio: ['ignore', full.fd, 'pipe'],
    });
    const said = new Promise((resolve) => child.stderr!.once('data', (data: Buffer) => resolve(data.toString())));
    expect(await new Promise((resolve) => child.on('exit', resolve))).toBe(3);
    expect(await said).toMatch(/ENOSPC/);
    await full.close();
  });

  test('Ctrl+C over a wedged call ends with 3 and leaves a whole recording', async () => {
    const [faults, file] = [join(folder, 'stuck.json'), join(folder, 'stuck.mcap')];
    await writeFile(faults, JSON.stringify({ faults: [{ call: 'pwrite', nth: 3, stuck: true }] }));
    const args = ['run', program('ism-store-loop'), '--target', `sim:ism?faults=${faults}`, '--arm', '--record', file];
    const { child, ended, interrupt } = started(args);
    let out = '';
    child.stdout.on('data', (data: Buffer) => {
      out += data;
      if (/^ +4\/130 /m.test(out)) interrupt();
    });
    expect(await ended).toBe(3);
    expect((await json('verify', file)).document).toMatchObject({ whole: true, requests: 5 });
    expect((await json('show', file, '--filter', 'seq == 4')).document.rows).toMatchObject([
      { error: { code: 'no-answer' } },
    ]);
  });
});
