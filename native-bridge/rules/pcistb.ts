import { alignDown, BOUNDARY, crossesBoundary, crossesPage, leaves, longer, misaligned, regionSize } from './breach.ts';
import { REGION } from './flags.ts';
import { mend, nearestFirst, otherPlaces } from './mends.ts';
import type { Mend, Rule, RuleSet, StoreBlock } from './types.ts';

/**
 * Operand rules of PCISTB. An invalid address space ends with condition code 1 (EIO); everything else is a program exception (ENXIO).
 * Strict groups want doublewords; relaxed groups (ISM) take any byte.
 */
const SOURCE = 'PCISTB operand rules';

/** A strict store block has whole doublewords, and more than one. */
const SHORTEST_STRICT = 16;

const addressSpace: Rule<StoreBlock> = {
  id: 'STB-AS',
  sentence: 'PCISTB reaches the BARs 0 to 5 only.',
  errno: 'EIO',
  source: `${SOURCE}: condition code 1, status 20`,
  broken: ({ space }, facts) =>
    space > REGION.lastBar
      ? { field: 'space', detail: `${space} is not a BAR`, mends: otherPlaces('space', space, facts) }
      : undefined,
};

const offsetDoubleword: Rule<StoreBlock> = {
  id: 'STB-OFFSET-8',
  sentence: 'On a strict group the PCI offset is a multiple of 8.',
  errno: 'ENXIO',
  source: `${SOURCE}, strict`,
  broken: ({ offset }) => misaligned('offset', offset, 8n),
};

const minimum: Rule<StoreBlock> = {
  id: 'STB-MIN',
  sentence: 'On a strict group a store block is longer than 8 bytes.',
  errno: 'ENXIO',
  source: `${SOURCE}, strict; measured on 7.2: 1, 7 and 8 bytes are refused`,
  broken: ({ length }) =>
    length <= 8
      ? { field: 'length', detail: `${length} <= 8`, mends: [mend('Lengthen', { length: SHORTEST_STRICT })] }
      : undefined,
};

function wholeDoublewords(length: number): Mend[] {
  const down = Number(alignDown(BigInt(length), 8n));
  const shorter = down < SHORTEST_STRICT ? [] : [mend('Shorten', { length: down })];
  return nearestFirst('length', length, [
    ...shorter,
    mend('Lengthen', { length: Math.max(SHORTEST_STRICT, down + 8) }),
  ]);
}

const doublewords: Rule<StoreBlock> = {
  id: 'STB-LENGTH-8',
  sentence: 'On a strict group the length is a multiple of 8.',
  errno: 'ENXIO',
  source: `${SOURCE}, strict; measured on 7.2: 11 bytes are refused`,
  broken: ({ length }) =>
    length % 8 === 0
      ? undefined
      : {
          field: 'length',
          detail: `${length} is ${length % 8} past a multiple of 8`,
          mends: wholeDoublewords(length),
        },
};

const notEmpty: Rule<StoreBlock> = {
  id: 'STB-EMPTY',
  sentence: 'A store block has at least one byte.',
  errno: 'ENXIO',
  source: `${SOURCE}, relaxed`,
  broken: ({ length }) =>
    length < 1 ? { field: 'length', detail: 'the length is 0', mends: [mend('Lengthen', { length: 1 })] } : undefined,
};

const maximum: Rule<StoreBlock> = {
  id: 'STB-MAX',
  sentence: 'A store block is no longer than the hardware maximum (maxstbl), and never longer than 4096 bytes.',
  errno: 'ENXIO',
  source: SOURCE,
  broken: ({ length }, { maxstbl }) => longer(length, Math.min(maxstbl, BOUNDARY)),
};

const boundary: Rule<StoreBlock> = {
  id: 'STB-4K',
  sentence: 'A store block does not cross a 4 KiB boundary of PCI space.',
  errno: 'ENXIO',
  source: SOURCE,
  broken: ({ offset, length }) => crossesBoundary(offset, length),
};

const memoryDoubleword: Rule<StoreBlock> = {
  id: 'STB-MEM-8',
  sentence: 'On a strict group the payload starts at a multiple of 8 in memory.',
  errno: 'ENXIO',
  source: `${SOURCE}, strict`,
  broken: ({ gaddr }) => misaligned('gaddr', gaddr, 8n),
};

const memoryPage: Rule<StoreBlock> = {
  id: 'STB-MEM-4K',
  sentence: 'The payload does not cross a page in memory.',
  errno: 'ENXIO',
  source: SOURCE,
  broken: ({ gaddr, length }) => crossesPage(gaddr, length),
};

const insideBar: Rule<StoreBlock> = {
  id: 'STB-BAR',
  sentence: 'The whole store block lies inside the BAR.',
  errno: 'ENXIO',
  source: `${SOURCE}: operand exception`,
  broken: ({ space, offset, length }, facts) => {
    const size = space <= REGION.lastBar ? regionSize(space, facts) : undefined;
    return size === undefined ? undefined : leaves(`BAR ${space}`, offset, length, size);
  },
};

export const pcistbRules: Record<'strict' | 'relaxed', RuleSet<StoreBlock>> = {
  strict: {
    id: 'pcistb-strict',
    title: 'PCISTB, strict alignment',
    rules: [
      addressSpace,
      offsetDoubleword,
      minimum,
      doublewords,
      maximum,
      boundary,
      memoryDoubleword,
      memoryPage,
      insideBar,
    ],
  },
  relaxed: {
    id: 'pcistb-relaxed',
    title: 'PCISTB, relaxed alignment (ISM)',
    rules: [addressSpace, notEmpty, maximum, boundary, memoryPage, insideBar],
  },
};
