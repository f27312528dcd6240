import { expect, test } from 'vitest';
import { readU32 } from '../../abi/bytes.ts';
import { decode } from '../../abi/decode.ts';
import { decodePciConfig } from '../../abi/pci-config/decode.ts';
import type { Decoded } from '../../abi/types.ts';
import { liveStateSchema, type Snapshot, snapshotSchema } from '../../contract/bridge-contract.ts';
import { dialectOf } from '../../contract/facts.ts';
import type { Case } from './suite.ts';
import type { Traits } from './traits.ts';

/** Holds for everything that can be opened. */
export function lookCases(one: Case, { paths, backend = 'type1v2' }: Traits): void {
  test('opens read-only, with nothing mapped', () => {
    expect(one.target.armed).toBe(false);
    expect(one.target.state()).toMatchObject({ armed: false, mappings: [], buffers: [] });
    expect(liveStateSchema.safeParse(one.target.state()).success).toBe(true);
  });

  test('inspecting gives a valid snapshot whose bytes decode without errors', async () => {
    const snapshot = await one.target.inspect({ config: true });
    expect(snapshotSchema.safeParse(snapshot).error).toBeUndefined();
    for (const { name, diagnostics } of decodedParts(snapshot)) {
      expect(
        diagnostics.filter(({ severity }) => severity === 'error'),
        name,
      ).toEqual([]);
    }
  });

  test('answers are whole: none names a size beyond the bytes that are kept', async () => {
    const { deviceInfo, iommuInfo, regions, irqs, byteOrder } = await one.target.inspect({ config: false });
    const answers = [deviceInfo, iommuInfo, ...[...regions, ...irqs].map(({ bytes }) => bytes)];
    for (const bytes of answers) if (bytes) expect(readU32(bytes, 0, byteOrder)).toBeLessThanOrEqual(bytes.length);
  });

  test('says which IOMMU back-end it is mapped through, with the IOVA there is', async () => {
    const snapshot = await one.target.inspect({ config: false });
    expect(snapshot.backend ?? 'type1v2').toBe(backend);
    expect(snapshot[backend === 'iommufd' ? 'iovaRanges' : 'iommuInfo']).toBeDefined();
    expect(one.target.view().facts).toMatchObject({ backend, pageSize: 4096n });
    expect(one.target.view().facts.windows).not.toEqual([]);
  });

  test('what was seen last can be had again without asking', async () => {
    const snapshot = await one.target.inspect({ config: true });
    expect(one.target.snapshot()).toEqual(snapshot);
  });

  test('the calls that gave the snapshot are in it', async () => {
    const { calls, deviceInfo } = await one.target.inspect({ config: false });
    const answers = calls.filter(({ name }) => name.startsWith('ioctl VFIO_DEVICE_GET_INFO')).map(({ out }) => out);
    expect(answers).toContainEqual(deviceInfo);
  });

  test('every store path is there or says why not; the default is the first', async () => {
    const snapshot = await one.target.inspect({ config: false });
    expect(snapshot.paths.flatMap(({ path, present }) => (present ? [path] : []))).toEqual(paths);
    expect(one.target.view().paths).toEqual(paths);
    for (const { present, reason } of snapshot.paths) expect(present).toBe(reason === undefined);
  });

  test('regions have the offsets the kernel gave, exact to the last of 64 bits', async () => {
    const { regions, byteOrder } = await one.target.inspect({ config: false });
    const told = regions.flatMap(({ index, bytes }) =>
      bytes ? [{ index, offset: decode('region-info', bytes, { byteOrder }).header.offset }] : [],
    );
    expect(one.target.view().facts.regions.map(({ index, offset }) => ({ index, offset }))).toEqual(told);
  });
}

function decodedParts(snapshot: Snapshot): Decoded[] {
  const { byteOrder, deviceInfo, iommuInfo, iovaRanges, config, regions, irqs } = snapshot;
  const options = { byteOrder, dialect: dialectOf(snapshot) };
  return [
    decode('device-info', deviceInfo!, options),
    ...(iommuInfo ? [decode('iommu-info', iommuInfo, options)] : []),
    ...(iovaRanges ? [decode('ioas-iova-ranges', iovaRanges, options)] : []),
    ...regions.flatMap(({ bytes }) => (bytes ? [decode('region-info', bytes, options)] : [])),
    ...irqs.flatMap(({ bytes }) => (bytes ? [decode('irq-info', bytes, options)] : [])),
    ...(config ? [decodePciConfig(config)] : []),
  ];
}
