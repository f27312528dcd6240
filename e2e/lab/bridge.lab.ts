import { beforeAll, expect, test } from 'vitest';
import type { BridgeClient } from '../../electron/workbench/bridge-client/bridge-client.ts';
import { bridges } from './target/bridges.ts';
import { lab } from './the-lab.ts';

let bridge: BridgeClient;
beforeAll(async () => {
  bridge = (await bridges.for(lab.host())).bridge;
});

test('the bridge program shakes hands through ssh, on a big-endian machine', () => {
  expect(bridge.hello).toMatchObject({ byteOrder: 'be', platform: expect.stringContaining('s390x') });
});

test('functions bound to vfio-pci are ready; one with its host driver says why it is not', async () => {
  const { targets } = await bridge.call('targets.list', {});
  const found = Object.fromEntries(targets.map((target) => [target.address, target]));
  for (const name of ['net', 'rng', 'nvme', 'e1000e', 'xhci'] as const) {
    expect(found[`vfio:${lab.bdf(name)}`], name).toMatchObject({ ready: true, driver: 'vfio-pci' });
  }
  expect(found[`vfio:${lab.bdf('unbound')}`]).toMatchObject({ ready: false, driver: 'virtio-pci' });
  expect(found[`vfio:${lab.bdf('rng')}`]!.identity).toMatchObject({ FID: '0x00001234', UID: '0x12' });
});
