import { describe, expect, test } from 'vitest';
import type { Check } from '../../../native-bridge/contract/bridge-contract.ts';
import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import type { Ways } from '../hosts/bridges.ts';
import { FakeBridge } from '../testing/fake-bridge.ts';
import { diagnose } from './diagnose.ts';
import { bindTarget, restoreTarget } from './rebind.ts';

/** Ways that all lead to one bridge, under the address it knows. */
const to = (address: string, bridge = new FakeBridge()): Ways => ({
  for: async () => ({ bridge: await bridge.client, address }),
});

const nowhere = (code: string, command?: string): Ways => ({
  for: () =>
    Promise.reject(
      new WorkbenchError({
        code,
        message: 'What happened.',
        next: command ? `Do this: ${command}` : 'Do this.',
        details: { command },
      }),
    ),
});

const statuses = (checks: readonly Check[]) => checks.map(({ id, status }) => `${id} ${status}`);

describe('the way to another machine', () => {
  test('that was found is told step by step', async () => {
    const told: Check[] = [];
    const checks = await diagnose(to(''), 'ssh://host', (check) => told.push(check));
    expect(told).toEqual(checks);
    expect(statuses(checks)).toEqual([
      'ssh-client ok',
      'ssh-host ok',
      'ssh-host-key ok',
      'ssh-key ok',
      'ssh-login ok',
      'ssh-node ok',
      'bridge ok',
    ]);
  });

  test.each([
    ['no-ssh', 'ssh-client'],
    ['no-such-host', 'ssh-host'],
    ['host-key-changed', 'ssh-host-key'],
    ['key-refused', 'ssh-key'],
    ['sudo-password', 'bridge'],
    ['node-too-old', 'ssh-node'],
    ['cache-noexec', 'bridge'],
    ['whatever-comes', 'bridge'],
  ])('that ends with %s fails at %s: what is before it is fine, what is behind it unknown', async (code, id) => {
    const checks = await diagnose(nowhere(code, 'do it'), 'ssh://host/0007:00:00.0', () => {});
    const at = checks.findIndex((check) => check.id === id);
    expect(checks[at]).toMatchObject({
      status: 'failed',
      message: 'What happened.',
      remedy: 'Do this.',
      command: 'do it',
    });
    expect(checks.slice(0, at).every(({ status }) => status === 'ok')).toBe(true);
    expect(checks.slice(at + 1).every(({ status }) => status === 'skipped')).toBe(true);
  });

  test('that cannot be asked for is no finding but a wrong question', async () => {
    const asked = diagnose(nowhere('bad-address'), 'ssh://-x', () => {});
    await expect(asked).rejects.toMatchObject({ info: { code: 'bad-address' } });
  });
});

describe('on the machine', () => {
  const finding: Check = { id: 'driver', title: 'Its driver', status: 'failed', message: 'None.' };

  test('the bridge is asked about the function, and its checks are told as they come', async () => {
    const bridge = new FakeBridge();
    const asked: unknown[] = [];
    bridge.doctor = (params, tell) => {
      asked.push(params.function);
      tell(params.run, finding);
      tell(params.run + 1, { ...finding, id: 'of another run' });
      return [finding];
    };
    const checks = await diagnose(to('vfio:0007:00:00.0?backend=type1', bridge), 'vfio:0007:00:00.0', () => {});
    expect(asked).toEqual(['0007:00:00.0']);
    expect(statuses(checks)).toEqual(['bridge ok', 'driver failed']);
  });

  test('a bridge that dies while it looks is a finding', async () => {
    const bridge = new FakeBridge();
    bridge.doctor = () => {
      bridge.die();
      return [];
    };
    const checks = await diagnose(to('', bridge), '', () => {});
    expect(statuses(checks)).toEqual(['bridge ok', 'answer failed']);
  });

  test('a simulated target is opened and closed again', async () => {
    const checks = await diagnose(to('sim:ism'), 'sim:ism', () => {});
    expect(checks.at(-1)).toMatchObject({ id: 'target', status: 'ok', message: expect.stringContaining('simulated') });
  });

  test('a target there is none of is a wrong question', async () => {
    const asked = diagnose(to('sim:none'), 'sim:none', () => {});
    await expect(asked).rejects.toMatchObject({ info: { code: 'unknown-target' } });
  });
});

test.each([
  ['bound', bindTarget, { before: 'nvme', driver: 'vfio-pci', why: 'it takes every function' }],
  ['given back', restoreTarget, { driver: 'nvme' }],
] as const)('only functions of a machine can be %s', async (_, rebind, answer) => {
  await expect(rebind(to('sim:ism'), 'sim:ism')).rejects.toMatchObject({ info: { code: 'bad-address' } });
  expect(await rebind(to('vfio:0007:00:00.0?backend=type1'), 'vfio:0007:00:00.0')).toEqual(answer);
});
