import { argumentOf } from '../../../electron/contract/compare/structures.ts';
import { decode } from '../../../native-bridge/abi/decode.ts';
import { groupedHex } from '../../../native-bridge/abi/hex.ts';
import { zpciIoRequest } from '../../../native-bridge/abi/structures/zpci-io.ts';
import type { TreeNode } from '../../../native-bridge/abi/types.ts';
import type { FunctionView, LaterBytes, Plan, PlannedCall } from '../../../native-bridge/contract/requests/kind.ts';
import { regionName } from '../../../native-bridge/contract/structures.ts';

/** A planned system call in words, with the bytes that go into it. */
export interface CallText {
  /** `pwrite(device, 4,096 bytes, position 0x200_0000)`. */
  readonly title: string;
  /** Where its numbers come from, one line each. */
  readonly facts: readonly string[];
  readonly bytes?: Uint8Array;
  /** The bytes as the structure they are. */
  readonly tree?: TreeNode;
  /** Bytes that only sending knows. */
  readonly later: readonly LaterBytes[];
}

const count = (bytes: number) => `${bytes.toLocaleString('en')} byte${bytes === 1 ? '' : 's'}`;

const orderText = ({ facts }: FunctionView) => (facts.byteOrder === 'be' ? 'big-endian' : 'little-endian');

/** Which descriptor a call is made on, by what was opened to get it. */
function descriptorText(on: 'device' | 'iommu', { facts }: FunctionView): string {
  if (on === 'device') return 'the VFIO device';
  return facts.backend === 'iommufd' ? '/dev/iommu' : 'the container, /dev/vfio/vfio';
}

/** Region a file position lies in: the last one that begins at or before it. */
const regionAt = (position: bigint, { facts }: FunctionView) =>
  facts.regions.filter(({ offset }) => offset <= position).sort((a, b) => (a.offset < b.offset ? 1 : -1))[0];

/** `0x200_0000 = offset 0x0 of BAR 0, as the kernel gave it, + 0x200_0000`. */
function positionText(position: bigint, view: FunctionView): string {
  const region = regionAt(position, view);
  if (!region) return `position ${groupedHex(position)}`;
  const begin = `${groupedHex(region.offset)} where ${regionName(region.index)} begins (as the kernel said)`;
  return `position ${groupedHex(position)} = ${begin} + ${groupedHex(position - region.offset)}`;
}

type Ioctl = Extract<PlannedCall, { call: 'ioctl' }>;

function ioctlText({ on, name, request, arg }: Ioctl, view: FunctionView): Omit<CallText, 'later'> {
  const kind = argumentOf(name);
  const tree = arg && kind ? decode(kind, arg, { byteOrder: view.facts.byteOrder }).tree : undefined;
  const facts = [`descriptor: ${descriptorText(on, view)}`, `number: 0x${request.toString(16)}`];
  if (!arg) return { title: `ioctl ${name}, no argument`, facts };
  const structure = `argument: ${tree?.name ?? 'structure'}, ${count(arg.length)}, ${orderText(view)}`;
  return { title: `ioctl ${name}`, facts: [...facts, structure], bytes: arg, tree };
}

/** A request of the zPCI I/O region is a structure; any other write is the payload itself. */
function writtenTree(data: Uint8Array, position: bigint, view: FunctionView): TreeNode | undefined {
  const isRequest = view.zpciIoRegion !== undefined && regionAt(position, view)?.index === view.zpciIoRegion;
  if (!isRequest || data.length !== zpciIoRequest.size) return undefined;
  return decode('zpci-io-request', data, { byteOrder: view.facts.byteOrder }).tree;
}

function callOnly(call: PlannedCall, view: FunctionView): Omit<CallText, 'later'> {
  switch (call.call) {
    case 'none':
      return { title: 'No system call', facts: [call.why] };
    case 'ioctl':
      return ioctlText(call, view);
    case 'pread':
      return { title: `pread, ${count(call.length)}`, facts: transferFacts(call.position, view) };
    case 'pwrite': {
      const tree = writtenTree(call.data, call.position, view);
      const facts = transferFacts(call.position, view);
      return { title: `pwrite, ${count(call.data.length)}`, facts, bytes: call.data, tree };
    }
    case 's390_pci_mmio_read':
      return { title: `${call.call}, ${count(call.length)}`, facts: [mappedText(call)] };
    case 's390_pci_mmio_write':
      return { title: `${call.call}, ${count(call.data.length)}`, facts: [mappedText(call)], bytes: call.data };
  }
}

const transferFacts = (position: bigint, view: FunctionView) => [
  `descriptor: ${descriptorText('device', view)}`,
  positionText(position, view),
];

const mappedText = ({ region, offset }: { region: { index: number }; offset: bigint }) =>
  `address: where BAR ${region.index} is mapped + ${groupedHex(offset)}; known when it is mapped`;

/** What the call looks like, to the byte; payloads that come from a buffer are known only when it is sent. */
export function callText({ call, later = [], take }: Plan, view: FunctionView): CallText {
  const taken = take ? [{ first: 0, length: take.length, why: 'the bytes that stand in the buffer then' }] : [];
  return { ...callOnly(call, view), later: [...later, ...taken] };
}
