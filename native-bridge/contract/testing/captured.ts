import { readdirSync, readFileSync } from 'node:fs';
import { parseHex } from '../../abi/hex.ts';
import type { LiveState, Snapshot } from '../bridge-contract.ts';

/** The captures that ship with the product, as snapshots and as the calls they recorded. */

const FOLDER = new URL('../../../assets/captures/', import.meta.url);

export interface CapturedCall {
  readonly what: string;
  readonly request: string;
  readonly in?: string | number;
  readonly out?: string;
  readonly errno?: number;
  readonly error?: string;
}

export interface Captured {
  readonly name: string;
  readonly bdf: string;
  readonly note: string;
  readonly num_regions: number;
  readonly num_irqs: number;
  readonly calls: readonly CapturedCall[];
  readonly config?: { readonly hex: string };
  readonly region9?: { readonly hdr: { readonly hex: string } };
}

export const captures: readonly Captured[] = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .sort()
  .map((name) => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as Captured);

export const bytesOf = (hex: string | number | undefined) => parseHex(String(hex ?? '')) ?? new Uint8Array();

/** The longest successful answer to the calls whose name begins so. */
function answer({ calls }: Captured, what: string): Uint8Array | undefined {
  const answers = calls.filter((call) => call.what.startsWith(what) && call.errno === undefined && call.out);
  const longest = Math.max(0, ...answers.map(({ out }) => out!.length));
  const found = answers.find(({ out }) => out!.length === longest);
  return found && bytesOf(found.out);
}

const each = (count: number, ask: (index: number) => Uint8Array | undefined) =>
  Array.from({ length: count }, (_, index) => ({ index, bytes: ask(index) }));

/** The capture as a snapshot. Only what facts are made of is filled in. */
export function snapshotOf(captured: Captured, change: Partial<Snapshot> = {}): Snapshot {
  const driver = captured.note.split(',')[0]!;
  const path = (name: Snapshot['paths'][number]['path'], present: boolean) => ({
    path: name,
    title: name,
    present,
    consequence: '',
  });
  return {
    address: `capture:${captured.name}`,
    title: captured.name,
    kind: 'capture',
    takenAt: 0n,
    byteOrder: 'be',
    modelled: false,
    host: {},
    bdf: captured.bdf,
    driver,
    backend: 'type1v2',
    attributes: {},
    deviceInfo: answer(captured, 'VFIO_DEVICE_GET_INFO'),
    regions: each(captured.num_regions, (index) => answer(captured, `VFIO_DEVICE_GET_REGION_INFO ${index} `)),
    irqs: each(captured.num_irqs, (index) => answer(captured, `VFIO_DEVICE_GET_IRQ_INFO ${index} `)),
    iommuInfo: answer(captured, 'VFIO_IOMMU_GET_INFO argsz'),
    config: captured.config && bytesOf(captured.config.hex),
    zpciIoHeader: captured.region9 && bytesOf(captured.region9.hdr.hex),
    paths: [
      path('ism-vfio-pci', driver === 'ism_vfio_pci'),
      path('zpci-io', captured.region9 !== undefined),
      path('vfio-bar', driver !== 'ism_vfio_pci'),
      path('mmio', false),
    ],
    calls: [],
    ...change,
  };
}

/** A session with one buffer of four pages and nothing mapped. */
export const freshState: LiveState = {
  armed: true,
  mappings: [],
  dmaAvail: 65_535,
  buffers: [{ name: 'ring', vaddr: 0x3ff_8000_0000n, size: 0x4000 }],
  scratch: { name: 'scratch', vaddr: 0x3ff_9000_0000n, size: 0x2000 },
};
