import * as z from 'zod';
import { decodeFields } from '../../abi/layout.ts';
import { vfioDeviceInfo } from '../../abi/structures/device.ts';
import type { Snapshot, SyscallRecord } from '../../contract/bridge-contract.ts';
import { damagedCapture, refuseFuture } from '../../contract/capture-file.ts';
import { issueLine } from '../../contract/issue-line.ts';
import { bytes } from '../../contract/schema.ts';
import { storePaths } from '../function/store-paths.ts';
import { driverName } from '../function/sysfs.ts';
import { infoOf, irqsOf, regionsOf } from './lab-answers.ts';
import { callSchema, type LabCall } from './lab-call.ts';

/** Captures as the s390x lab's guest script writes them: every call with its bytes, in the order made. */

export const LAB_FAMILY = 's390x-lab-capture/';
const VERSION = 1;

const hex = z.object({ hex: bytes });
const sysfsSchema = z.record(z.string(), z.union([hex, z.object({ link: z.string() }), z.unknown()]));

const labSchema = z.object({
  name: z.string().max(200),
  bdf: z.string().max(64),
  system: z.record(z.string(), z.unknown()),
  sysfs: sysfsSchema,
  calls: z.array(callSchema).max(10_000),
  config: z.union([hex, z.unknown()]).optional(),
  region9: z.object({ hdr: z.union([hex, z.unknown()]).optional() }).optional(),
});

/** The snapshot in a lab capture. `name` is the file's. Throws `damaged-file` and `future-version`. */
export function labToSnapshot(capture: unknown, name: string, address: string): Snapshot {
  refuseFuture(capture, name, LAB_FAMILY, VERSION);
  const parsed = labSchema.safeParse(capture);
  if (parsed.success) return snapshotOf(parsed.data, address);
  throw damagedCapture(name, issueLine(parsed.error, 'it'));
}

interface Counts {
  readonly num_regions?: number;
  readonly num_irqs?: number;
}

function snapshotOf(lab: z.output<typeof labSchema>, address: string): Snapshot {
  const byteOrder = lab.system.endianness === 'LE' ? 'le' : 'be';
  const attributes = attributesOf(lab.sysfs);
  const driver = driverName(attributes);
  const before = lab.calls.slice(0, firstChange(lab.calls));
  const deviceInfo = infoOf(before, 'VFIO_DEVICE_GET_INFO');
  const counts = decodeFields(vfioDeviceInfo, deviceInfo ?? new Uint8Array(), byteOrder) as Counts;
  const regions = regionsOf(before, counts.num_regions ?? 0, byteOrder);
  return {
    address,
    title: lab.name,
    kind: 'capture',
    takenAt: 0n,
    byteOrder,
    modelled: false,
    host: hostOf(lab.system),
    bdf: lab.bdf,
    driver,
    backend: 'type1v2',
    attributes,
    deviceInfo,
    regions,
    irqs: irqsOf(before, counts.num_irqs ?? 0, byteOrder),
    iommuInfo: infoOf(before, 'VFIO_IOMMU_GET_INFO'),
    config: bytesIn(lab.config),
    zpciIoHeader: bytesIn(lab.region9?.hdr),
    paths: storePaths({ regions, driver, byteOrder }),
    calls: before.map(recordOf),
  };
}

/** The lab goes on to map, arm and reset; what describes the function was asked before the first mapping. */
function firstChange(calls: readonly LabCall[]): number {
  const at = calls.findIndex(({ what }) => what.startsWith('VFIO_IOMMU_MAP_DMA'));
  return at < 0 ? calls.length : at;
}

function attributesOf(sysfs: z.output<typeof sysfsSchema>): Record<string, Uint8Array> {
  const encoder = new TextEncoder();
  return Object.fromEntries(
    Object.entries(sysfs).flatMap(([name, value]) => {
      const link = (value as { link?: unknown } | null)?.link;
      const content = typeof link === 'string' ? encoder.encode(link) : bytesIn(value);
      return content ? [[name, content]] : [];
    }),
  );
}

function bytesIn(value: unknown): Uint8Array | undefined {
  const parsed = hex.safeParse(value);
  return parsed.success ? parsed.data.hex : undefined;
}

/** Facts of the host that are plain text: kernel, version, machine, QEMU. */
function hostOf(system: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(system).filter((entry): entry is [string, string] => isText(entry[1])));
}

const isText = (value: unknown) => typeof value === 'string';

function recordOf({ what, request, rc, errno, ...call }: LabCall): SyscallRecord {
  const failed = errno !== undefined;
  return {
    name: `ioctl ${what}`,
    on: /^VFIO_IOMMU/.test(what) ? 'iommu' : /^VFIO_DEVICE/.test(what) ? 'device' : onOf(what),
    request,
    in: call.in instanceof Uint8Array ? call.in : undefined,
    out: call.out ?? undefined,
    rc: failed ? -1 : (rc ?? 0),
    errno: errno ?? 0,
  };
}

const onOf = (what: string) => (what.startsWith('VFIO_GROUP') ? 'group' : 'container');
