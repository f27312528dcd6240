import { beforeEach, describe, expect, test } from 'vitest';
import type { BridgeClient } from '../../../electron/workbench/bridge-client/bridge-client.ts';
import { restoreCommand } from '../../../native-bridge/targets/vfio/binding/by-hand.ts';
import { bridges } from '../target/bridges.ts';
import { lab } from '../the-lab.ts';

/** Doctor and binding on a real kernel, with the function that still has its host driver. */

const bdf = lab.bdf('unbound');
const folder = `/sys/bus/pci/devices/${bdf}`;

const driver = async () => (await lab.sh(`basename $(readlink ${folder}/driver)`)).trim();
/** Waits until the kernel shows the driver. */
const untilDriver = (name: string) =>
  lab.sh(`until readlink ${folder}/driver | grep -q '/${name}$'; do sleep 0.1; done`);

let bridge: BridgeClient;
beforeEach(async () => {
  bridge = (await bridges.for(lab.host())).bridge;
});

const doctor = async (about: string | undefined, by = bridge) => {
  const { checks } = await by.call('doctor.run', { run: 1, function: about });
  return Object.fromEntries(checks.map((check) => [check.id, check]));
};

test('a function is taken from its driver, opened, and given back when it is closed', async () => {
  const { targets } = await bridge.call('targets.list', {});
  expect(targets.find(({ address }) => address === `vfio:${bdf}`)).toMatchObject({ ready: false, bindable: true });
  expect(await bridge.call('function.bind', { function: bdf })).toEqual({
    before: 'virtio-pci',
    driver: 'vfio-pci',
    why: 'it takes every function',
  });
  expect(await driver()).toBe('vfio-pci');
  const listed = (await bridge.call('targets.list', {})).targets.find(({ title }) => title === bdf);
  expect(listed).toMatchObject({ ready: true, boundByUs: true });
  const { target, snapshot } = await bridge.call('target.open', { address: `vfio:${bdf}` });
  expect(snapshot.deviceInfo?.length).toBeGreaterThan(0);
  expect(await doctor(bdf)).toMatchObject({ driver: { status: 'ok' }, free: { message: 'Open in this workbench.' } });
  await bridge.call('target.close', { target });
  expect(await driver()).toBe('virtio-pci');
});

test('the command of the doctor binds it too, and the other one gives it back', async () => {
  const { command } = (await doctor(bdf)).driver!;
  await lab.sh(command!);
  expect(await doctor(bdf)).toMatchObject({
    driver: { status: 'ok' },
    access: { status: 'ok' },
    free: { status: 'ok' },
  });
  await lab.sh(restoreCommand(bdf, true));
  expect(await driver()).toBe('virtio-pci');
});

test('a link that is up is not taken away, and the doctor says why', async () => {
  const link = (await lab.sh(`ls ${folder}/virtio*/net`)).trim();
  await lab.sh(`ip link set ${link} up`);
  const refused = bridge.call('function.bind', { function: bdf });
  await expect(refused).rejects.toMatchObject({
    info: { code: 'in-use', message: expect.stringContaining(`${link} is up`) },
  });
  expect((await doctor(bdf)).driver!.message).toContain('in use by this host');
  await lab.sh(`ip link set ${link} down`);
});

describe('the end of a bridge that has bound a function', () => {
  test('by SIGTERM gives it back', async () => {
    await bridge.call('function.bind', { function: bdf });
    await lab.sh(`kill -TERM ${bridge.hello.pid}`);
    await untilDriver('virtio-pci');
  });

  test('by SIGKILL leaves it bound: the next one names it and gives it back', async () => {
    await bridge.call('function.bind', { function: bdf });
    await lab.sh(`kill -KILL ${bridge.hello.pid}`);
    await bridge.gone;
    const next = (await bridges.for(lab.host())).bridge;
    const { journal } = await doctor(undefined, next);
    expect(journal).toMatchObject({
      status: 'warning',
      message: expect.stringContaining(`${bdf} (virtio-pci before)`),
    });
    expect(await next.call('function.restore', { function: bdf })).toEqual({ driver: 'virtio-pci' });
    expect((await doctor(undefined, next)).journal).toMatchObject({ status: 'ok' });
  }, 300_000); // Starts the bridge program twice.
});

test('an ordinary user is told what to do as root', async () => {
  const { bridge: theirs } = await bridges.for(lab.host('lab'));
  const refused = theirs.call('function.bind', { function: bdf });
  await expect(refused).rejects.toMatchObject({
    info: { code: 'no-permission', next: expect.stringContaining("sudo sh -c 'echo vfio-pci > ") },
  });
  const checks = await doctor(lab.bdf('net'), theirs);
  expect(checks.access).toMatchObject({
    status: 'failed',
    command: expect.stringContaining('sudo chown "$USER" /dev/vfio/'),
  });
  expect(checks.memlock).toMatchObject({ status: 'warning' });
});
