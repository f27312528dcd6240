import { beforeEach, expect, test } from 'vitest';
import type { Check } from '../contract/bridge-contract.ts';
import { BRIDGE_PROTOCOL } from '../contract/limits.ts';
import { FakeMachine } from '../targets/vfio/testing/fake-machine.ts';
import { inProcess } from './testing/fixtures.ts';

const NVME = '0010:00:00.0';

let machine: FakeMachine;
beforeEach(() => {
  machine = new FakeMachine();
  machine.function(NVME, 'nvme', '1', { vendor: '0x1b36', device: '0x0010' });
});

async function greeted() {
  const all = inProcess(machine.local());
  await all.client.call('hello', { protocol: BRIDGE_PROTOCOL });
  return all;
}

test('each check of a doctor is told under the number of its run, then all are answered', async () => {
  const { client } = await greeted();
  const told: { run: number; check: Check }[] = [];
  client.on('doctor.check', (event) => told.push(event));
  const { checks } = await client.call('doctor.run', { run: 7, function: NVME });
  expect(told).toEqual(checks.map((check) => ({ run: 7, check })));
  expect(checks.find(({ id }) => id === 'driver')).toMatchObject({ status: 'failed' });
  client.close();
});

test('a function is bound and given back over the wire', async () => {
  const { client, bridge } = await greeted();
  expect(await client.call('function.bind', { function: NVME })).toEqual({
    before: 'nvme',
    driver: 'vfio-pci',
    why: 'it takes every function',
  });
  expect(machine.driverOf(NVME)).toBe('vfio-pci');
  expect(bridge.hasBound).toBe(true);
  expect(await client.call('function.restore', { function: NVME })).toEqual({ driver: 'nvme' });
  expect(bridge.hasBound).toBe(false);
  client.close();
});

test('what is bound goes back to its driver before the conversation has ended', async () => {
  const { client, bridge } = await greeted();
  await client.call('function.bind', { function: NVME });
  client.close();
  await bridge.ended;
  expect(machine.driverOf(NVME)).toBe('nvme');
});

test.each([
  'doctor.run',
  'function.bind',
  'function.restore',
] as const)('%s refuses what is no name', async (method) => {
  const { client } = await greeted();
  const params = { run: 1, function: '../../etc/passwd' };
  const { run: _, ...named } = params;
  const call = method === 'doctor.run' ? client.call(method, params) : client.call(method, named);
  await expect(call).rejects.toMatchObject({ info: { code: 'bad-address', op: method } });
  client.close();
});
