/**
 * `node every-entry.mjs BDF GROUP IOVA`: maps one page at as many I/O virtual addresses as the kernel takes, by the product's addon and
 * encoding, and prints what came of it as JSON. Runs in the guest itself: through the bridge program each mapping is a message there and
 * back, which takes an emulated machine half an hour.
 */
import { endianness } from 'node:os';
import { writeU64 } from '../../../native-bridge/abi/bytes.ts';
import { IOCTL } from '../../../native-bridge/abi/ioctl-numbers.ts';
import { encode } from '../../../native-bridge/abi/layout.ts';
import { vfioDmaMap } from '../../../native-bridge/abi/structures/type1.ts';
import { loadAddon } from '../../../native-bridge/addon/index.ts';
import { dmaAvailOf } from '../../../native-bridge/contract/facts.ts';
import { DMA_MAP } from '../../../native-bridge/rules/flags.ts';
import type { FunctionPlace } from '../../../native-bridge/targets/function/index.ts';
import { openDescriptors } from '../../../native-bridge/targets/function/opening/index.ts';
import { RegionMaps } from '../../../native-bridge/targets/function/region-maps.ts';
import { takeSnapshot } from '../../../native-bridge/targets/function/snapshot.ts';
import { AddonSyscalls } from '../../../native-bridge/targets/vfio/addon-syscalls.ts';

const PAGE = 4096;
const [bdf = '', group = '', first = ''] = process.argv.slice(2);

const byteOrder = endianness() === 'BE' ? 'be' : 'le';
const access = { by: 'group', group } as const;
const place: FunctionPlace = { address: `vfio:${bdf}`, title: bdf, kind: 'vfio', bdf, access, byteOrder, host: {} };
const kernel = new AddonSyscalls(loadAddon(), () => ({}));
const descriptors = await openDescriptors(kernel, place);
const maps = new RegionMaps(kernel, descriptors.device);
const page = kernel.allocate(PAGE);

/** Mappings that may still be made, as the kernel says now. */
const left = async () => dmaAvailOf(await takeSnapshot(kernel, place, descriptors, maps, false));

const flags = DMA_MAP.READ | DMA_MAP.WRITE;
const map = { argsz: vfioDmaMap.size, flags, vaddr: page.vaddr, iova: 0n, size: BigInt(PAGE) };
/** Encoded once, since only the address changes and an emulated machine takes its time. */
const argument = encode(vfioDmaMap, map, byteOrder);
const { offset: iovaAt } = vfioDmaMap.fields.find(({ name }) => name === 'iova')!;

function mapAt(iova: bigint) {
  writeU64(argument, iovaAt, iova, byteOrder);
  return kernel.ioctl(descriptors.iommu, IOCTL.VFIO_IOMMU_MAP_DMA, argument);
}

const before = await left();
let made = 0;
let refused = mapAt(BigInt(first));
while (refused.rc === 0) {
  made += 1;
  refused = mapAt(BigInt(first) + BigInt(made * PAGE));
}
console.log(JSON.stringify({ before, made, errno: refused.errno, after: await left() }));
await descriptors.close();
