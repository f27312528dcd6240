import type { Traits } from '../../../native-bridge/targets/contract-suite/traits.ts';
import type { FunctionName } from '../guest/functions.ts';

const MSIX = 2;

/**
 * How functions of the lab differ for the contract suite. Stores go where they do nothing: the queue_driver field of virtio's queue 0
 * keeps what is written, other fields of these places do not.
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
