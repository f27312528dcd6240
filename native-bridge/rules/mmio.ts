import { crossesBoundary } from './breach.ts';
import { mend } from './mends.ts';
import type { Rule, RuleSet, StoreBlock } from './types.ts';

const SOURCE = 'arch/s390/pci/pci_mmio.c';

const notEmpty: Rule<StoreBlock> = {
  id: 'MMIO-EMPTY',
  sentence: 'At least one byte is moved.',
  errno: 'EINVAL',
  source: SOURCE,
  broken: ({ length }) =>
    length < 1 ? { field: 'length', detail: 'the length is 0', mends: [mend('Lengthen', { length: 1 })] } : undefined,
};

const boundary: Rule<StoreBlock> = {
  id: 'MMIO-4K',
  sentence: 'The access does not cross a 4 KiB boundary of the mapped BAR.',
  errno: 'EINVAL',
  source: SOURCE,
  broken: ({ offset, length }) => crossesBoundary(offset, length),
};

/** s390_pci_mmio_read and s390_pci_mmio_write inside a mapped BAR: the kernel cuts what it moves into pieces by alignment. */
export const mmioRules: RuleSet<StoreBlock> = {
  id: 'mmio',
  title: 's390_pci_mmio_write',
  rules: [notEmpty, boundary],
};
