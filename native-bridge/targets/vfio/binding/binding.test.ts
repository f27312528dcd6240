import { readdirSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import { readAttributes } from '../host-files.ts';
import type { LocalHost } from '../local-host.ts';
import { FakeMachine } from '../testing/fake-machine.ts';
import { isBindable } from './bindable.ts';
import { Bindings } from './bindings.ts';

const NVME = '0010:00:00.0';
const ISM = '0007:00:00.0';

let machine: FakeMachine;
let local: LocalHost;
beforeEach(() => {
  machine = new FakeMachine();
  machine.function(NVME, 'nvme', '1', { vendor: '0x1b36', device: '0x0010' });
  machine.function(ISM, undefined, '2');
  local = machine.local();
});

/** Another bridge on the same machine, which runs as long as there is a process of its number. */
async function otherBridge(bdf: string, pid = 4711) {
  machine.process(String(pid), 'node', '200');
  const entry = await local.journal.entry({ function: bdf, driver: 'vfio-pci', before: 'nvme' });
  await local.journal.add({ ...entry, bridge: { pid, started: '200' } });
}

const journalled = async () => (await local.journal.list()).map((entry) => entry.function);

describe('binding', () => {
  test('takes a function from its driver, by override, and tells which that was', async () => {
    expect(await new Bindings(local).bind(NVME)).toEqual({
      before: 'nvme',
      driver: 'vfio-pci',
      why: 'it takes every function',
    });
    expect(machine.driverOf(NVME)).toBe('vfio-pci');
    expect(machine.written).toEqual([
      [`sys/bus/pci/devices/${NVME}/driver_override`, 'vfio-pci'],
      [`sys/bus/pci/devices/${NVME}/driver/unbind`, NVME],
      ['sys/bus/pci/drivers/vfio-pci/bind', NVME],
    ]);
  });

  test('is in the journal before anything is changed', async () => {
    let seen: string[] = [];
    machine.refuse = () => {
      seen = seen.length > 0 ? seen : readdirSync(machine.journalFolder);
    };
    await new Bindings(local).bind(NVME);
    expect(seen).toEqual([`${NVME}@boot-1.json`]);
    expect(await local.journal.find(NVME)).toMatchObject({ driver: 'vfio-pci', before: 'nvme' });
  });

  test('takes the driver made for the function where it is loaded', async () => {
    machine.driver('ism_vfio_pci');
    expect(await new Bindings(local).bind(ISM)).toEqual({
      before: undefined,
      driver: 'ism_vfio_pci',
      why: 'a store reaches the ISM function as one store block',
    });
    expect(machine.driverOf(ISM)).toBe('ism_vfio_pci');
  });

  test('a second time is harmless', async () => {
    const bindings = new Bindings(local);
    await bindings.bind(NVME);
    expect(await bindings.bind(NVME)).toMatchObject({ before: 'nvme', driver: 'vfio-pci' });
    expect(machine.written).toHaveLength(3);
  });

  test('half done is undone, and not in the journal', async () => {
    machine.refuse = (path) => {
      if (path.endsWith('vfio-pci/bind')) throw Object.assign(new Error('ENODEV'), { code: 'ENODEV', errno: -19 });
    };
    const refused = new Bindings(local).bind(NVME);
    await expect(refused).rejects.toMatchObject({ info: { code: 'bind-failed', syscall: 'write', errno: 19 } });
    expect(machine.driverOf(NVME)).toBe('nvme');
    expect(await journalled()).toEqual([]);
    expect(machine.written.at(-1)).toEqual(['sys/bus/pci/drivers/nvme/bind', NVME]);
  });

  test('that cannot be written down changes nothing', async () => {
    machine.put('state', 'a file in the way');
    await expect(new Bindings(local).bind(NVME)).rejects.toMatchObject({ info: { code: 'journal' } });
    expect(machine.written).toEqual([]);
  });
});

describe('binding is refused', () => {
  const refusal = async (bdf = NVME, host = local) => {
    const { info } = await new Bindings(host).bind(bdf).then(
      () => ({ info: undefined }),
      (thrown) => thrown,
    );
    expect(machine.written).toEqual([]);
    expect(await journalled().then((names) => names.filter((name) => name !== bdf))).toEqual([]);
    return info;
  };
  const disk = (name = 'nvme0n1p1') =>
    machine.part(NVME, `nvme/nvme0/${name}`, { MAJOR: '259', MINOR: '1', DEVNAME: name, DEVTYPE: 'partition' });
  const mounted = (number: string, source: string) =>
    machine.put('proc/self/mountinfo', `36 35 ${number} / /data rw,noatime shared:1 - ext4 ${source} rw`);
  const network = (flags = '0x1003') => {
    machine.part(NVME, 'net/eth0', { INTERFACE: 'eth0', IFINDEX: '2' });
    machine.put('sys/class/net/eth0/flags', flags);
  };
  const ROUTE = 'eth0\t00000000\t0202000A\t0003\t0\t0\t0\t00000000\t0\t0\t0';
  const NOWHERE = '0'.repeat(32);

  const uses: [carries: string, use: string, arrange: (() => void)[]][] = [
    ['a mounted disk', 'nvme0n1p1 is mounted at /data', [disk, () => mounted('259:1', '/dev/root')]],
    ['a mounted pool', 'nvme0n1p1 is mounted at /data', [disk, () => mounted('0:44', '/dev/nvme0n1p1')]],
    [
      'one of several ways to a mounted disk',
      'nvme0n1 is mounted at /data',
      [() => disk('nvme0c1n1'), () => mounted('259:9', '/dev/nvme0n1')],
    ],
    ['swap', 'nvme0n1p1 is swap space', [disk, () => machine.put('proc/swaps', '/dev/nvme0n1p1 partition 8 0 -2')]],
    ['a volume', 'nvme0n1p1 is part of dm-0', [disk, () => machine.put('sys/class/block/nvme0n1p1/holders/dm-0', '')]],
    [
      'a further disk of btrfs',
      'nvme0n1p1 is part of a btrfs file system',
      [disk, () => machine.put('sys/fs/btrfs/uuid/devices/nvme0n1p1', '')],
    ],
    [
      'a disk some program has open',
      'qemu (process 99) has it open',
      [disk, () => machine.process('99', 'qemu', '5', ['nvme0n1p1'])],
    ],
    ['a link that is up', 'eth0 is up (take it down: ip link set eth0 down)', [network]],
    [
      'a link of a bond',
      'eth0 is part of bond0',
      [() => network('0x1002'), () => machine.put('sys/class/net/eth0/upper_bond0', '')],
    ],
    ['the default route', 'eth0 carries the default route', [network, () => machine.put('proc/net/route', ROUTE)]],
    [
      'the default route of IPv6',
      'eth0 carries the default route',
      [
        network,
        () =>
          machine.put(
            'proc/net/ipv6_route',
            `${NOWHERE} 00 ${NOWHERE} 00 fe80 00000400 00000001 00000000 00000003     eth0`,
          ),
      ],
    ],
    [
      'its virtual functions',
      'it has 4 virtual functions',
      [() => machine.put(`sys/bus/pci/devices/${NVME}/sriov_numvfs`, '4')],
    ],
  ];
  test.each(uses)('for a function that carries %s', async (_, use, arrange) => {
    for (const step of arrange) step();
    expect(await refusal()).toMatchObject({
      code: 'in-use',
      message: `${NVME} is in use by this host and is not taken from it: ${use}.`,
    });
  });

  test('for the link of the ssh connection', async () => {
    network();
    const info = await refusal(NVME, machine.local({ sshInterface: 'eth0' }));
    expect(info.message).toContain('eth0 carries this ssh connection');
  });

  test('a link that is down and part of nothing is not in use', async () => {
    network('0x1002');
    machine.put('proc/net/route', 'eth1\t00000000\t0202000A\t0003\t0\t0\t0\t00000000\t0\t0\t0');
    await new Bindings(local).bind(NVME);
    expect(machine.driverOf(NVME)).toBe('vfio-pci');
  });

  test('without the driver, with the command that loads it', async () => {
    machine.remove('sys/bus/pci/drivers/vfio-pci');
    expect(await refusal()).toMatchObject({ code: 'no-driver', next: 'Load it: modprobe vfio-pci' });
    const user = await refusal(NVME, machine.local({ uid: 1000 }));
    expect(user.next).toBe('Load it: sudo modprobe vfio-pci');
  });

  test('for a user who may not, with the command for one who may', async () => {
    machine.remove(`sys/bus/pci/devices/${NVME}/driver_override`);
    const info = await refusal(NVME, machine.local({ uid: 1000 }));
    expect(info).toMatchObject({
      code: 'no-permission',
      next: expect.stringContaining("sudo sh -c 'echo vfio-pci > "),
    });
  });

  test('for a function somebody else bound, one that is not there, and no name at all', async () => {
    machine.bindTo(ISM, 'vfio-pci');
    expect(await refusal(ISM)).toMatchObject({ code: 'already-bound' });
    expect(await refusal('0099:00:00.0')).toMatchObject({ code: 'unknown-target' });
    expect(await refusal('../../etc')).toMatchObject({ code: 'bad-address' });
  });

  test('while another bridge has it', async () => {
    await otherBridge(NVME);
    expect(await refusal()).toMatchObject({ code: 'bound-elsewhere', message: expect.stringContaining('4711') });
  });
});

test('a function is listed as bindable when nothing is seen that would keep it', async () => {
  const bindable = () => isBindable(machine.files, NVME, readAttributes(machine.files, NVME));
  expect(await bindable()).toBe(true);
  machine.put(`sys/bus/pci/devices/${NVME}/sriov_numvfs`, '4');
  expect(await bindable()).toBe(false);
  machine.put(`sys/bus/pci/devices/${NVME}/sriov_numvfs`, '0');
  await new Bindings(local).bind(NVME);
  expect(await bindable()).toBe(false);
  expect(await isBindable(machine.files, ISM, readAttributes(machine.files, ISM))).toBe(true);
  machine.remove('sys/bus/pci/drivers/vfio-pci');
  expect(await isBindable(machine.files, ISM, readAttributes(machine.files, ISM))).toBe(false);
});

test('of two bridges that bind at the same time one does', async () => {
  const both = await Promise.allSettled([new Bindings(local).bind(NVME), new Bindings(machine.local()).bind(NVME)]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { info: { code: 'bound-elsewhere' } },
  });
  expect(machine.driverOf(NVME)).toBe('vfio-pci');
});

describe('giving back', () => {
  const bound = async () => {
    const bindings = new Bindings(local);
    await bindings.bind(NVME);
    return bindings;
  };
  const isBack = async () => {
    expect(machine.driverOf(NVME)).toBe('nvme');
    expect(await journalled()).toEqual([]);
  };

  test('happens when it is asked for', async () => {
    expect(await (await bound()).restore(NVME)).toEqual({ driver: 'nvme' });
    await isBack();
  });

  test('happens when its target is closed, and with no other', async () => {
    const bindings = await bound();
    await bindings.released(`vfio:${ISM}`);
    await bindings.released('sim:ism');
    expect(machine.driverOf(NVME)).toBe('vfio-pci');
    await bindings.released(`vfio:${NVME}?backend=type1`);
    await isBack();
  });

  test('happens at the end of the bridge', async () => {
    await (await bound()).releaseAll();
    await isBack();
  });

  test('brings back the override there was, and no driver where there was none', async () => {
    machine.put(`sys/bus/pci/devices/${ISM}/driver_override`, 'ism');
    const bindings = new Bindings(local);
    await bindings.bind(ISM);
    expect(await bindings.restore(ISM)).toEqual({ driver: undefined });
    expect(machine.written.slice(-2)).toEqual([
      [`sys/bus/pci/devices/${ISM}/driver_override`, 'ism'],
      [`sys/bus/pci/devices/${ISM}/driver/unbind`, ISM],
    ]);
  });

  test('of what a killed bridge left is done by the next', async () => {
    await bound();
    machine.process('self', 'node', '300');
    machine.process(String(process.pid), 'node', '300');
    expect(await new Bindings(machine.local()).restore(NVME)).toEqual({ driver: 'nvme' });
    await isBack();
  });

  test('is taken over by the bridge that binds it next', async () => {
    await otherBridge(NVME);
    machine.remove(`sys/bus/pci/devices/${NVME}/driver`);
    machine.bindTo(NVME, 'vfio-pci');
    machine.remove('proc/4711');
    const next = new Bindings(local);
    expect(await next.bind(NVME)).toMatchObject({ before: 'nvme', driver: 'vfio-pci' });
    expect(machine.written).toEqual([]);
    await next.releaseAll();
    await isBack();
  });

  test('of what a killed bridge had only begun keeps the driver it began with', async () => {
    await otherBridge(NVME);
    machine.remove(`sys/bus/pci/devices/${NVME}/driver`);
    machine.remove('proc/4711');
    const next = new Bindings(local);
    expect(await next.bind(NVME)).toMatchObject({ before: 'nvme', driver: 'vfio-pci' });
    expect(machine.driverOf(NVME)).toBe('vfio-pci');
    await next.releaseAll();
    await isBack();
  });

  test('is refused while a running bridge has it, and for what nobody bound', async () => {
    await otherBridge(NVME);
    const bindings = new Bindings(local);
    await expect(bindings.restore(NVME)).rejects.toMatchObject({ info: { code: 'bound-elsewhere' } });
    await expect(bindings.restore(ISM)).rejects.toMatchObject({ info: { code: 'not-bound' } });
    expect(machine.written).toEqual([]);
  });

  test('leaves a function alone that somebody bound otherwise since, or that is gone', async () => {
    const bindings = await bound();
    machine.remove(`sys/bus/pci/devices/${NVME}/driver`);
    machine.bindTo(NVME, 'mlx5_core');
    expect(await bindings.restore(NVME)).toEqual({ driver: 'mlx5_core' });
    await bindings.bind(ISM);
    machine.remove(`sys/bus/pci/devices/${ISM}`);
    await bindings.releaseAll();
    expect(await journalled()).toEqual([]);
  });

  test('that fails stays in the journal', async () => {
    const bindings = await bound();
    machine.refuse = () => {
      throw Object.assign(new Error('EIO'), { code: 'EIO', errno: -5 });
    };
    await bindings.releaseAll();
    expect(await journalled()).toEqual([NVME]);
  });

  test('has nothing to do after the host was booted again', async () => {
    await bound();
    machine.put('proc/sys/kernel/random/boot_id', 'boot-2');
    expect(await journalled()).toEqual([]);
    await new Bindings(machine.local()).bind(ISM);
  });
});
