import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { version } from '../../package.json';
import { frameCarrier } from '../contract/frames.ts';
import { BRIDGE_PROTOCOL, MAX_TRANSFER_BYTES } from '../contract/limits.ts';
import { bundled, clientOf, clientOfChild, started } from './testing/fixtures.ts';

/** The bundle as it ships, run as a process. */

let file: string;
beforeAll(async () => {
  file = await bundled();
});
afterAll(() => rmSync(dirname(file), { recursive: true }));

test('is one file that needs nothing but Node.js 18', () => {
  const bundle = readFileSync(file, 'utf8');
  const imports = [...bundle.matchAll(/^import .* from "([^"]+)";$/gm)].map(([, from]) => from);
  expect(imports.length).toBeGreaterThan(0);
  expect(imports.filter((from) => !from!.startsWith('node:'))).toEqual([]);
  expect(bundle).not.toMatch(/\.(toSorted|toReversed|toSpliced|groupBy|withResolvers|fromAsync)\(/);
});

async function conversation() {
  const run = started(file, '--stdio');
  const client = clientOfChild(run.child);
  const hello = await client.call('hello', { protocol: BRIDGE_PROTOCOL });
  return { ...run, client, hello };
}

test('answers over stdin and stdout and opens a simulated function', async () => {
  const { client, hello, child } = await conversation();
  expect(hello).toMatchObject({ version, pid: child.pid });
  const { snapshot } = await client.call('target.open', { address: 'sim:ism' });
  expect(snapshot.modelled).toBe(true);
  client.close();
});

describe('it ends by itself', () => {
  test('when stdin closes, with status 0 and nothing on stderr', async () => {
    const { client, exit, said } = await conversation();
    await client.call('target.open', { address: 'sim:ism' });
    client.close();
    expect(await exit).toEqual([0, null]);
    expect(said.stderr).toBe('');
  });

  test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('on %s, with status 0', async (signal) => {
    const { child, exit } = await conversation();
    child.kill(signal);
    expect(await exit).toEqual([0, null]);
  });

  test('when it is sent bytes that are no frames, with status 1 and the reason on stderr', async () => {
    const { child, exit, said } = started(file, '--stdio');
    child.stdin.on('error', () => {});
    child.stdin.write('hello bridge, are you there?');
    expect(await exit).toEqual([1, null]);
    expect(said.stderr).toMatch(/exceeds the limit/);
  });

  test('when its answers are left unread, before they fill the memory', async () => {
    const { child, exit, said } = started(file, '--stdio');
    child.stdin.on('error', () => {});
    const deaf = clientOf(
      frameCarrier(
        new PassThrough(),
        (bytes) => child.stdin.write(bytes),
        () => {},
      ),
    );
    const ask = (...call: Parameters<typeof deaf.call>) => void deaf.call(...call);
    ask('hello', { protocol: BRIDGE_PROTOCOL });
    ask('target.open', { address: 'sim:nic?clock=virtual' });
    const whole = { kind: 'region.read', region: 0, offset: 0n, length: MAX_TRANSFER_BYTES } as const;
    // A target is open only once that was answered: what comes before is refused, which is as good.
    const asking = setInterval(() => ask('request.send', { target: 1, request: whole }), 1);
    expect(await exit).toEqual([1, null]);
    clearInterval(asking);
    expect(said.stderr).toMatch(/unread/);
  });

  test('in the middle of a message', async () => {
    const { child, exit } = started(file, '--stdio');
    child.stdin.on('error', () => {});
    child.stdin.end(Uint8Array.of(0, 0, 1, 0, 1, 2, 3));
    expect(await exit).toEqual([0, null]);
  });
});

test('a call under way when the bridge is killed rejects, it does not hang', async () => {
  const { client, child } = await conversation();
  const { target } = await client.call('target.open', { address: 'sim:nic' });
  await client.call('target.arm', { target, armed: true });
  await client.call('request.send', { target, request: { kind: 'irq.arm', index: 2, count: 1 } });
  const waiting = client.call('request.send', {
    target,
    request: { kind: 'irq.wait', index: 2, timeoutMs: 600_000 },
  });
  child.kill('SIGKILL');
  await expect(waiting).rejects.toMatchObject({ info: { code: 'closed' } });
});

describe('options', () => {
  const output = async (...options: string[]) => {
    const { child, exit, said } = started(file, ...options);
    child.stdout.on('data', (data) => {
      said.stdout += data;
    });
    await once(child, 'close');
    return { status: (await exit)[0], ...said };
  };

  test('--version prints the version alone', async () => {
    expect(await output('--version')).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
  });

  test('--help shows how it is used', async () => {
    expect((await output('--help')).stdout).toMatch(/Example: ssh/);
  });

  test.each([[[]], [['--frames']], [['--stdio', 'x']]])('%j is refused with status 2', async (options) => {
    expect(await output(...options)).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining('--stdio'),
    });
  });
});
