import { readdirSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Check } from '../../../contract/bridge-contract.ts';
import { WorkbenchError } from '../../../contract/errors.ts';
import type { LocalHost } from '../local-host.ts';
import { FakeMachine } from '../testing/fake-machine.ts';
import { access } from './checks/access.ts';
import { free } from './checks/free.ts';
import { functionChecks, hostChecks } from './checks/index.ts';
import { state } from './checks/state.ts';
import { examine } from './examine.ts';

const NVME = '0010:00:00.0';

let machine: FakeMachine;
let local: LocalHost;
beforeEach(() => {
  machine = new FakeMachine();
  machine.function(NVME, 'vfio-pci', '1', { vendor: '0x1b36', device: '0x0010' });
  local = machine.local();
});

const all = (host = local, bdf: string | undefined = NVME) => examine(host, bdf, () => {});
const one = async (id: string, host = local) => (await all(host)).find((check) => check.id === id)!;
const user = (change: Partial<LocalHost> = {}) => machine.local({ uid: 1000, ...change });

describe('the list', () => {
  test('has every check that has a file, each once, behind what it needs', () => {
    const list = [...hostChecks, ...functionChecks];
    const files = readdirSync(new URL('checks/', import.meta.url)).filter((name) => name !== 'index.ts');
    expect(list.length).toBe(files.length);
    list.forEach(({ id, needs }, index) => {
      const before = list.slice(0, index).map((check) => check.id);
      expect(before, id).toEqual(expect.arrayContaining([...needs]));
      expect(before).not.toContain(id);
    });
  });

  test('is told check by check, as it is given in the end', async () => {
    const told: Check[] = [];
    expect(await examine(local, NVME, (check) => told.push(check))).toEqual(told);
    expect(told.map(({ id }) => id)).toEqual([...hostChecks, ...functionChecks].map(({ id }) => id));
  });

  test('is about the machine alone when no function is named', async () => {
    expect((await examine(local, undefined, () => {})).map(({ id }) => id)).toEqual(hostChecks.map(({ id }) => id));
  });

  test('refuses what is no name of a function', async () => {
    await expect(all(local, '../../etc')).rejects.toMatchObject({ info: { code: 'bad-address' } });
  });
});

test('a machine and a function that are ready have nothing to mend', async () => {
  const checks = await all();
  expect(checks.filter(({ status }) => status !== 'ok')).toEqual([
    expect.objectContaining({ id: 'iommufd', status: 'skipped' }),
  ]);
  expect(machine.written).toEqual([]);
  expect(checks.some(({ message }) => message.includes('undefined'))).toBe(false);
});

test('what stands on a check that failed is skipped and points at it', async () => {
  const checks = await all(machine.local({ platform: 'darwin' }));
  const status = Object.fromEntries(checks.map((check) => [check.id, check.status]));
  expect(status).toMatchObject({
    platform: 'failed',
    node: 'ok',
    addon: 'skipped',
    driver: 'skipped',
    reset: 'skipped',
  });
  expect(checks.at(-1)!.message).toBe('Cannot be told: see "Operating system".');
});

test('a look that throws is a finding, and the others go on', async () => {
  const boom = Object.assign(new FakeMachine().local().journal, { list: () => Promise.reject(new Error('boom')) });
  const checks = await all(machine.local({ journal: boom }));
  expect(checks.find(({ id }) => id === 'journal')).toMatchObject({
    status: 'failed',
    message: 'Looking failed: boom.',
  });
  expect(checks.at(-1)).toMatchObject({ id: 'reset', status: 'ok' });
});

describe('what is found', () => {
  type Case = [id: string, what: string, arrange: () => LocalHost, expected: Partial<Check>];
  const put = (path: string, text: string) => () => {
    machine.put(path, text);
    return local;
  };
  const without =
    (path: string, host = () => local) =>
    () => {
      machine.remove(path);
      return host();
    };
  const noAddon = () => {
    throw new WorkbenchError({ code: 'no-addon', message: 'No addon.', next: 'Build it.' });
  };

  const cases: Case[] = [
    [
      'node',
      'an old Node.js',
      () => machine.local({ node: '16.20.2' }),
      { status: 'failed', message: 'Node.js 16.20.2 is too old.' },
    ],
    [
      'addon',
      'no addon',
      () => machine.local({ loadAddon: noAddon }),
      { status: 'failed', message: 'No addon.', remedy: 'Build it.' },
    ],
    [
      'kernel',
      'an old kernel',
      () => machine.local({ kernel: '5.4.0' }),
      { status: 'warning', remedy: 'Boot Linux 5.11 or newer.' },
    ],
    [
      'kernel',
      'narrow BAR accesses',
      () => machine.local({ kernel: '6.1.0-x' }),
      { status: 'ok', message: expect.stringContaining('up to 4 bytes; no ism_vfio_pci') },
    ],
    [
      'kernel',
      'the ISM driver',
      put('sys/bus/pci/drivers/ism_vfio_pci/bind', ''),
      { status: 'ok', message: expect.stringContaining('ism_vfio_pci makes it one store block') },
    ],
    [
      'pci',
      'another processor',
      () => machine.local({ arch: 'x64' }),
      { status: 'warning', message: expect.stringContaining('x64') },
    ],
    [
      'pci',
      'no function',
      without('sys/bus/pci/devices'),
      { status: 'failed', command: 'grep . /sys/bus/pci/slots/*/power' },
    ],
    ['iommu', 'no groups', without('sys/kernel/iommu_groups'), { status: 'failed' }],
    [
      'vfio-modules',
      'modules that are not in the kernel',
      without('sys/module/vfio_iommu_type1'),
      { status: 'failed', message: 'This kernel does not have vfio_iommu_type1.' },
    ],
    [
      'vfio-modules',
      'modules that are not loaded',
      () => {
        machine.put(
          'lib/modules/modules.dep',
          'kernel/drivers/vfio/vfio_iommu_type1.ko.xz: kernel/drivers/vfio/vfio.ko.xz',
        );
        machine.put('lib/modules/modules.builtin', 'kernel/drivers/vfio/pci/vfio-pci.ko');
        machine.remove('sys/module/vfio_iommu_type1');
        machine.remove('sys/bus/pci/drivers/vfio-pci');
        return user();
      },
      {
        status: 'failed',
        message: 'Not loaded: vfio_iommu_type1, vfio-pci.',
        command: 'sudo modprobe -a vfio_iommu_type1 vfio-pci',
      },
    ],
    ['vfio-device', 'no container', without('dev/vfio/vfio'), { status: 'failed', command: 'modprobe vfio' }],
    [
      'vfio-device',
      'no container but iommufd',
      () => {
        machine.put('dev/iommu', '');
        return without('dev/vfio/vfio')();
      },
      { status: 'skipped', message: 'Not there; functions are opened through /dev/iommu.' },
    ],
    ['iommufd', 'iommufd', put('dev/iommu', ''), { status: 'ok' }],
    [
      'memlock',
      'a limit',
      put('proc/self/status', 'CapEff:\t0000000000000000'),
      { status: 'warning', message: expect.stringMatching(/^Buffers of up to 8 MiB /) },
    ],
    [
      'memlock',
      'no limit',
      () => {
        machine.put('proc/self/status', 'CapEff:\t0000000000000000');
        return put('proc/self/limits', 'Max locked memory         unlimited            unlimited            bytes')();
      },
      { status: 'ok', message: 'Unlimited.' },
    ],
    ['function', 'a function that is not there', without(`sys/bus/pci/devices/${NVME}/vendor`), { status: 'failed' }],
    [
      'function',
      'one that is no zPCI function',
      without(`sys/bus/pci/devices/${NVME}/function_id`),
      { status: 'warning', message: `${NVME} is no zPCI function.` },
    ],
    ['group', 'no group', without(`sys/bus/pci/devices/${NVME}/iommu_group`), { status: 'failed' }],
    [
      'group',
      'a neighbour with a driver',
      () => {
        machine.function('0011:00:00.0', 'nvme', '1');
        return local;
      },
      { status: 'failed', message: expect.stringContaining('shared with 0011:00:00.0 (nvme)') },
    ],
    ['access', 'no file', without('dev/vfio/1'), { status: 'failed', message: 'The kernel made no /dev/vfio/1.' }],
    [
      'free',
      'another program that has it',
      () => {
        machine.process('99', 'qemu-system', '5', ['vfio/1']);
        return local;
      },
      { status: 'failed', message: 'Open in qemu-system (process 99).' },
    ],
    [
      'free',
      'itself',
      () => {
        machine.process(String(process.pid), 'node', '100', ['vfio/1']);
        return local;
      },
      { status: 'ok', message: 'Open in this workbench.' },
    ],
    [
      'state',
      'a function that is disabled',
      put(`sys/bus/pci/devices/${NVME}/function_handle`, '0x00020000'),
      { status: 'failed', command: `echo 1 > /sys/bus/pci/devices/${NVME}/recover` },
    ],
    ['reset', 'no reset', without(`sys/bus/pci/devices/${NVME}/reset_method`), { status: 'warning' }],
  ];
  test.each(cases)('%s: %s', async (id, _, arrange, expected) => {
    expect(await one(id, arrange())).toMatchObject(expected);
  });

  test("access: a file that is not this user's, with the command that takes it", () => {
    const ways = [{ file: 'vfio/1', there: true, may: false }];
    const command = 'sudo chown "$USER" /dev/vfio/1';
    expect(access.judge({ ways, uid: 1000 })).toMatchObject({ status: 'failed', command });
    const own = { file: 'vfio/devices/vfio0', there: true, may: true };
    expect(access.judge({ ways: [...ways, own], uid: 1000 })).toMatchObject({ status: 'ok' });
  });

  test.each([
    ['0xa1000042', 'ok', 'An error state is not shown here'],
    ['0x21000042', 'failed', 'is not enabled: its handle is 0x21000042'],
  ])('state: a handle %s is %s', (handle, status, message) => {
    const found = state.judge({ bdf: NVME, uid: 1000, handle, power: 'D0' });
    expect(found).toMatchObject({ status, message: expect.stringContaining(message) });
    const command = `sudo sh -c 'echo 1 > /sys/bus/pci/devices/${NVME}/recover'`;
    expect(found.command).toBe(status === 'failed' ? command : undefined);
  });

  test('free: a group that is taken, by whom only root can tell', () => {
    const facts = { file: 'vfio/1', busy: true, holders: [], own: 1 };
    expect(free.judge(facts)).toMatchObject({ status: 'failed', command: 'sudo fuser -v /dev/vfio/1' });
  });
});

describe('the driver', () => {
  const host = (driver: string | undefined) => {
    machine.remove(`sys/bus/pci/devices/${NVME}/driver`);
    if (driver) machine.bindTo(NVME, driver);
  };
  const folder = `/sys/bus/pci/devices/${NVME}`;

  test('of the host: which, and the command that binds another', async () => {
    host('nvme');
    expect(await one('driver')).toEqual({
      id: 'driver',
      title: 'Its driver',
      status: 'failed',
      message: `${NVME} is bound to nvme.`,
      remedy: 'Bind it to vfio-pci: it takes every function.',
      command: `echo vfio-pci > ${folder}/driver_override && echo ${NVME} > ${folder}/driver/unbind && echo ${NVME} > /sys/bus/pci/drivers/vfio-pci/bind`,
    });
    expect((await one('driver', user())).command).toMatch(/^sudo sh -c 'echo [^']+'$/);
  });

  test('that is none is not unbound from, and one that is not loaded is loaded first', async () => {
    host(undefined);
    machine.put('lib/modules/modules.dep', 'kernel/vfio-pci.ko:');
    machine.remove('sys/bus/pci/drivers/vfio-pci');
    const { command } = await one('driver');
    expect(command).toMatch(/^modprobe vfio-pci && echo vfio-pci > /);
    expect(command).not.toContain('unbind');
  });

  test('of a function in use is left to it', async () => {
    host('nvme');
    machine.part(NVME, 'nvme/nvme0/nvme0n1', { MAJOR: '259', MINOR: '0', DEVNAME: 'nvme0n1', DEVTYPE: 'disk' });
    machine.put('proc/self/mountinfo', '36 35 259:0 / / rw - ext4 /dev/nvme0n1 rw');
    const { message, command } = await one('driver');
    expect(message).toBe(`${NVME} is bound to nvme and in use by this host: nvme0n1 is mounted at /.`);
    expect(command).toBeUndefined();
  });

  test('that takes every function, where there is one made for it, can be bettered', async () => {
    machine.driver('ism_vfio_pci');
    machine.put(`sys/bus/pci/devices/${NVME}/vendor`, '0x1014');
    machine.put(`sys/bus/pci/devices/${NVME}/device`, '0x04ed');
    const { status, remedy } = await one('driver');
    expect(status).toBe('warning');
    expect(remedy).toContain('Bind it to ism_vfio_pci');
  });
});

describe('the journal', () => {
  const left = async () => {
    const entry = await local.journal.entry({ function: NVME, driver: 'vfio-pci', before: 'nvme' });
    await local.journal.add({ ...entry, bridge: { pid: 4711, started: '200' } });
  };

  test('names what a bridge left bound that is gone, with the way back', async () => {
    await left();
    expect(await one('journal')).toMatchObject({
      status: 'warning',
      message: `Left bound by a workbench that is gone: ${NVME} (nvme before).`,
      remedy: expect.stringContaining(`zpciwb doctor vfio:${NVME} --restore`),
      command: expect.stringContaining('drivers_probe'),
    });
  });

  test('says nothing of what a running bridge has, or what was given back by hand', async () => {
    await left();
    machine.process('4711', 'node', '200');
    expect(await one('journal')).toMatchObject({ status: 'ok' });
    machine.remove('proc/4711');
    machine.remove(`sys/bus/pci/devices/${NVME}/driver`);
    machine.bindTo(NVME, 'nvme');
    expect(await one('journal')).toMatchObject({ status: 'ok' });
  });
});
