import { beforeAll } from 'vitest';
import { describeTarget } from '../../../native-bridge/targets/contract-suite/suite.ts';
import type { Traits } from '../../../native-bridge/targets/contract-suite/traits.ts';
import type { FunctionName } from '../guest/functions.ts';
import { bridges } from '../target/bridges.ts';
import { RemoteTarget } from '../target/remote-target.ts';
import { TRAITS } from '../target/traits.ts';
import { lab } from '../the-lab.ts';
import { bindToIsmDriver, HARMLESS } from './ism-function.ts';

const MSIX = 2;

/** Its loads are not held against its stores: QEMU reverses each doubleword of a store block on a little-endian machine. */
const ISM: Traits = {
  paths: ['ism-vfio-pci'],
  live: { modelled: false, place: HARMLESS, keepsStores: false, renewsHandle: false, interrupt: MSIX },
};

/** This kernel lets BARs be mapped, so that there is one path more. */
const mappable = (traits: Traits): Traits => ({ ...traits, paths: [...traits.paths, 'mmio'] });

const FUNCTIONS: readonly { readonly name: FunctionName; readonly traits: Traits }[] = [
  ...TRAITS.map(({ name, traits }) => ({ name, traits: mappable(traits) })),
  { name: 'unbound', traits: ISM },
];

beforeAll(() => bindToIsmDriver(lab));

for (const backend of ['type1v2', 'iommufd'] as const) {
  for (const { name, traits } of FUNCTIONS) {
    const open = async () => {
      const { bridge, address } = await bridges.for(`${lab.address(name)}?backend=${backend.replace('v2', '')}`);
      return RemoteTarget.open(bridge, address);
    };
    describeTarget(`${name} (${traits.paths[0]}) through ${backend} on a real kernel`, open, { ...traits, backend });
  }
}
