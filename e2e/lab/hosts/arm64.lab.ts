import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { diagnose } from '../../../electron/workbench/doctor/diagnose.ts';
import { fakeSsh, HONEST } from '../../../electron/workbench/hosts/testing/fake-ssh.ts';
import { prebuiltFile } from '../../../native-bridge/addon/prebuilt.mjs';
import { arm64Node } from '../software/arm64-node.ts';
import { run } from '../software/run.ts';
import { ownBridges } from '../target/bridges.ts';

/** The addon for 64-bit ARM, which is compiled here for another processor, runs there: in a real Node.js, its processor emulated. */

const EXERCISE = join(import.meta.dirname, '..', '..', '..', 'native-bridge', 'addon', 'check', 'exercise.mjs');

/** An emulated Node.js, on a busy machine. */
const TIME = { timeout: 300_000 };

let node: readonly string[];
beforeAll(async () => {
  node = await arm64Node();
});

test('the prebuilt addon does what every addon does', TIME, async () => {
  const [emulator = '', ...args] = node;
  expect(await run(emulator, [...args, EXERCISE, prebuiltFile('arm64')])).toContain('as it ought to on arm64');
});

test('an arm64 host is given it through ssh, and the bridge program there loads it', TIME, async () => {
  const machine = await mkdtemp(join(tmpdir(), 'zpci-arm64-'));
  const program = async (name: string, script: string) => {
    await writeFile(join(machine, name), `#!/bin/sh\n${script}\n`);
    await chmod(join(machine, name), 0o755);
  };
  await program('uname', 'case "$1" in -m) echo aarch64 ;; *) exec /usr/bin/uname "$@" ;; esac');
  await program('node', `exec ${node.join(' ')} "$@"`);
  const ssh = await fakeSsh();
  await ssh.plays(`PATH=${machine}:$PATH; ${HONEST}`);
  const bridges = ownBridges();
  onTestFinished(async () => {
    await bridges.close();
    ssh.end();
    await rm(machine, { recursive: true });
  });
  const checks = await diagnose(bridges, 'ssh://me@arm', () => {});
  expect(checks.find(({ id }) => id === 'addon')).toMatchObject({ status: 'ok', message: 'Loads on arm64.' });
});
