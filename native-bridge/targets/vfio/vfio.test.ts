import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { toEbcdic } from '../../abi/ebcdic.ts';
import { WorkbenchError } from '../../contract/errors.ts';
import { type HostFiles, hostAt, readAttributes } from './host-files.ts';
import { listFunctions, vfioProvider } from './provider.ts';

const ISM = '0007:00:00.0';

function put(root: string, path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

/** A host with three functions: an ISM one bound to its VFIO driver, one of a host driver, and one that is not a zPCI function. */
function fakeHost(): HostFiles {
  const root = mkdtempSync(join(tmpdir(), 'zpci-host-'));
  const add = (bdf: string, driver: string | undefined, group: string, attributes: Record<string, string>) => {
    const folder = `sys/bus/pci/devices/${bdf}`;
    for (const [name, value] of Object.entries(attributes)) put(root, `${folder}/${name}`, `${value}\n`);
    if (driver) symlinkSync(`../../../../bus/pci/drivers/${driver}`, join(root, folder, 'driver'));
    symlinkSync(`../../../../kernel/iommu_groups/${group}`, join(root, folder, 'iommu_group'));
  };
  const zpci = {
    vendor: '0x1014',
    device: '0x04ed',
    function_id: '0x00001234',
    uid: '0x7',
    pchid: '0x07c0',
    pft: '0x05',
    pfgid: '0x0a',
    vfn: '0x0000',
    port: '1',
    ...{ config: 'x', reset: 'x', rom: 'x', recover: 'x' },
    function_handle: '0x81001234',
    ...Object.fromEntries([0, 1, 2, 3].map((index) => [`pfip/segment${index}`, `0x0${index}`])),
  };
  add(ISM, 'ism_vfio_pci', '7', zpci);
  add('0008:00:00.0', 'mlx5_core', '8', { ...zpci, vendor: '0x15b3' });
  add('0009:00:00.0', undefined, '9', zpci);
  add('0000:00:01.0', 'ahci', '1', { vendor: '0x8086' });
  writeFileSync(join(root, `sys/bus/pci/devices/${ISM}/util_string`), toEbcdic('ISM DEMO 01', 64));
  put(root, 'dev/vfio/vfio', '');
  put(root, 'dev/vfio/7', '');
  return hostAt(root);
}

describe('what is listed', () => {
  test('zPCI functions with identity and driver, and whether they can be opened', async () => {
    const [ism, ...others] = await listFunctions(fakeHost(), { load: () => {} });
    expect(ism).toEqual({
      address: `vfio:${ISM}`,
      title: ISM,
      kind: 'vfio',
      driver: 'ism_vfio_pci',
      identity: {
        FID: '0x00001234',
        UID: '0x7',
        PCHID: '0x07c0',
        PFGID: '0x0a',
        VFN: '0x0000',
        type: '0x05',
        port: '1',
        handle: '0x81001234',
        vendor: '0x1014',
        device: '0x04ed',
        path: '0x00.0x01.0x02.0x03',
        utility: 'ISM DEMO 01',
      },
      ready: true,
    });
    expect(others.map(({ address, ready, reason, remedy }) => ({ address, ready, reason, remedy }))).toEqual([
      {
        address: 'vfio:0008:00:00.0',
        ready: false,
        reason: '0008:00:00.0 is bound to mlx5_core.',
        remedy: 'Bind it: driverctl set-override 0008:00:00.0 vfio-pci',
      },
      expect.objectContaining({ address: 'vfio:0009:00:00.0', reason: '0009:00:00.0 is not bound to a driver.' }),
    ]);
  });

  test('a file that is not there is the reason', async () => {
    const host = fakeHost();
    const [ism] = await listFunctions({ ...host, dev: '/nowhere' });
    expect(ism).toMatchObject({ ready: false, reason: '/dev/vfio/vfio is not there.' });
  });

  test('a function that lacks nothing but the addon says so', async () => {
    const load = () => {
      throw new WorkbenchError({ code: 'no-addon', message: 'No addon.', next: 'Build it.' });
    };
    const [ism] = await listFunctions(fakeHost(), { load });
    expect(ism).toMatchObject({ ready: false, reason: 'No addon.', remedy: 'Build it.' });
  });

  test('what a workbench has bound, as the journal knows', async () => {
    const listed = await listFunctions(fakeHost(), { journalled: [ISM] });
    expect(listed.map(({ boundByUs }) => boundByUs)).toEqual([true, undefined, undefined]);
  });

  test('a machine without PCI has none', async () => {
    expect(await listFunctions(hostAt('/nowhere'))).toEqual([]);
  });
});

test('only attributes that say who a function is are read; links give their name', () => {
  const attributes = readAttributes(fakeHost(), ISM);
  for (const name of ['vendor', 'function_id', 'pfip/segment0', 'util_string']) expect(attributes[name]).toBeDefined();
  for (const name of ['config', 'reset', 'rom', 'recover']) expect(attributes[name]).toBeUndefined();
  expect(Buffer.from(attributes.driver!).toString()).toBe('ism_vfio_pci');
});

test.each(['', '..', '../../etc', '0007:00:00.8', '0007:00:00.0/../x'])('"%s" never becomes a path', async (name) => {
  await expect(vfioProvider.open(name)).rejects.toMatchObject({ info: { code: 'bad-address' } });
});
