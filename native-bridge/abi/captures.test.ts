import { describe, expect, test } from 'vitest';
import { decode, type StructureKind } from './decode.ts';
import { toEbcdic } from './ebcdic.ts';
import { parseHex, toHex } from './hex.ts';
import { decodePciConfig } from './pci-config/decode.ts';
import { type Capture, captures, configOf } from './testing/captures.ts';
import { flatten, uncovered } from './testing/tree.ts';
import type { FieldValues } from './types.ts';

const KINDS: Readonly<Record<string, StructureKind>> = {
  VFIO_GROUP_GET_STATUS: 'group-status',
  VFIO_DEVICE_GET_INFO: 'device-info',
  VFIO_DEVICE_GET_REGION_INFO: 'region-info',
  VFIO_DEVICE_GET_IRQ_INFO: 'irq-info',
  VFIO_IOMMU_GET_INFO: 'iommu-info',
  VFIO_IOMMU_MAP_DMA: 'dma-map',
  VFIO_IOMMU_UNMAP_DMA: 'dma-unmap',
  VFIO_DEVICE_SET_IRQS: 'irq-set',
  VFIO_DEVICE_FEATURE: 'device-feature',
};

const answered = (capture: Capture) =>
  capture.calls.flatMap(({ what, rc, out }) => {
    const kind = KINDS[what.split(' ')[0]!];
    return kind && rc !== undefined && out ? [{ what, kind, bytes: parseHex(out)! }] : [];
  });

const text = (capture: Capture, attribute: string) =>
  new TextDecoder().decode(parseHex(capture.sysfs[attribute]!.hex!)!).trim();
const number = (capture: Capture, attribute: string) => Number(text(capture, attribute));

/** The longest answer to one call: what the sized second call got. */
function fullest(capture: Capture, kind: StructureKind) {
  const answers = answered(capture).filter((answer) => answer.kind === kind);
  return decode(kind, answers.sort((a, b) => b.bytes.length - a.bytes.length)[0]!.bytes);
}

const fieldsOf = (decoded: ReturnType<typeof decode>, name: string): FieldValues =>
  decoded.caps.find((cap) => cap.name === name)!.fields;

test('the captures are there', () => {
  expect(captures.length).toBeGreaterThanOrEqual(9);
});

describe.each(captures)('$name', (capture) => {
  test('every answer of the kernel decodes without an error, big-endian found by itself', () => {
    for (const { what, kind, bytes } of answered(capture)) {
      const { diagnostics, byteOrder, tree } = decode(kind, bytes);
      const errors = diagnostics.filter(({ severity }) => severity !== 'info');
      expect({ what, errors, byteOrder }).toEqual({ what, errors: [], byteOrder: 'be' });
      expect(uncovered(tree, bytes.length)).toEqual([]);
    }
  });

  test('device info agrees with the counts and with sysfs', () => {
    const info = fullest(capture, 'device-info');
    expect(info.header).toMatchObject({ num_regions: capture.num_regions, num_irqs: capture.num_irqs });
    expect(fieldsOf(info, 'zpci-base')).toMatchObject({
      pchid: number(capture, 'pchid'),
      vfn: number(capture, 'vfn'),
      pft: number(capture, 'pft'),
      gid: number(capture, 'pfgid'),
      fh: number(capture, 'function_handle'),
    });
    const segments = [0, 1, 2, 3].map((index) => number(capture, `pfip/segment${index}`));
    expect(fieldsOf(info, 'zpci-pfip').pfip).toEqual(Uint8Array.from(segments));
  });

  test('IOVA ranges and the aperture of zpci-base lie exactly between the reserved regions', () => {
    const [below, above] = capture.reserved_regions.split('\n').map((line) => line.split(' '));
    const [start, end] = [BigInt(below![1]!) + 1n, BigInt(above![0]!) - 1n];
    expect(fieldsOf(fullest(capture, 'iommu-info'), 'iova-range').ranges).toEqual([{ start, end }]);
    const base = fieldsOf(fullest(capture, 'device-info'), 'zpci-base');
    expect(base).toMatchObject({ start_dma: start, end_dma: end });
  });

  test('configuration space decodes without an error and names the function sysfs names', () => {
    const bytes = configOf(capture);
    const { header, diagnostics, tree } = decodePciConfig(bytes);
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(header).toMatchObject({
      vendor_id: number(capture, 'vendor'),
      device_id: number(capture, 'device'),
      class_code: number(capture, 'class'),
      revision_id: number(capture, 'revision'),
      subsystem_vendor_id: number(capture, 'subsystem_vendor'),
      subsystem_id: number(capture, 'subsystem_device'),
    });
    expect(uncovered(tree, bytes.length)).toEqual([]);
    expect(new Set(flatten(tree).map(({ id }) => id)).size).toBe(flatten(tree).length);
  });
});

test('the MSI-X vectors of configuration space are the ones the IRQ info counts', () => {
  const capture = captures.find(({ name }) => name === 'k6.12-q10-net')!;
  const { caps } = decodePciConfig(configOf(capture));
  const msix = caps.find(({ name }) => name === 'msi-x')!.fields;
  const irq = answered(capture).find(({ what }) => what.startsWith('VFIO_DEVICE_GET_IRQ_INFO 2 argsz=16'))!;
  expect(decode('irq-info', irq.bytes).header.count).toBe(Number(msix.table_size) + 1);
});

test('the region of the zPCI I/O driver is found by type and subtype, its header gives the store-block length', () => {
  const capture = captures.find(({ region9 }) => region9)!;
  const regions = answered(capture).filter(({ kind }) => kind === 'region-info');
  const types = regions.flatMap(({ bytes }) => decode('region-info', bytes).caps.map(({ fields }) => fields));
  expect(types).toEqual([{ type: 0x8000_1014, subtype: 2 }]);
  expect(decode('zpci-io-header', parseHex(capture.region9!.hdr.hex)!).header.max).toBe(128);
});

test('EBCDIC text goes out and comes back, padded with blanks', () => {
  expect(toHex(toEbcdic('ISM DEMO 01', 16))).toBe('c9e2d440c4c5d4d640f0f14040404040');
});
