import type { Traits } from '../../../native-bridge/targets/contract-suite/traits.ts';
import type { FunctionName } from '../guest/functions.ts';

const MSIX = 2;

/**
 * How functions of the lab differ for the contract suite. Stores go to registers that keep them and start nothing: the queue addresses
 * of a virtio device that has no driver, those of the admin queues of an NVMe controller that is off.
 */
export const TRAITS: readonly { readonly name: FunctionName; readonly traits: Traits }[] = [
  {
    name: 'net',
    traits: {
      paths: ['vfio-bar'],
      live: {
        modelled: false,
        place: { space: 4, offset: 0x28n },
        keepsStores: true,
        renewsHandle: false,
        interrupt: MSIX,
      },
    },
  },
  {
    name: 'nvme',
    traits: {
      paths: ['vfio-bar'],
      live: {
        modelled: false,
        place: { space: 0, offset: 0x28n },
        keepsStores: true,
        renewsHandle: false,
        interrupt: MSIX,
      },
    },
  },
];
