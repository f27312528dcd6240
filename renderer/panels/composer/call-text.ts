import { groupedHex } from '../../../native-bridge/abi/hex.ts';
import type { PlannedCall } from '../../../native-bridge/contract/requests/kind.ts';

/** A planned system call in words, with the bytes that go into it. */
export interface CallText {
  readonly title: string;
  readonly bytes?: Uint8Array;
}

/** `pwrite device position 0x200_0000, 4,096 bytes`. */
export function callText(call: PlannedCall): CallText {
  switch (call.call) {
    case 'none':
      return { title: `No system call: ${call.why}` };
    case 'ioctl':
      return {
        title: `ioctl ${call.on} ${call.name} (0x${call.request.toString(16)}), ${call.arg?.length ?? 0} bytes`,
        bytes: call.arg,
      };
    case 'pread':
      return { title: `pread ${call.on} position ${groupedHex(call.position)}, ${call.length} bytes` };
    case 's390_pci_mmio_read':
      return { title: `${call.call} BAR ${call.region.index} offset ${groupedHex(call.offset)}, ${call.length} bytes` };
    case 's390_pci_mmio_write':
      return {
        title: `${call.call} BAR ${call.region.index} offset ${groupedHex(call.offset)}, ${call.data.length} bytes`,
        bytes: call.data,
      };
    case 'pwrite':
      return {
        title: `pwrite ${call.on} position ${groupedHex(call.position)}, ${call.data.length} bytes`,
        bytes: call.data,
      };
  }
}
