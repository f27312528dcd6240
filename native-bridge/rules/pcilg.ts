import { crosses, leaves, longer, regionSize } from './breach.ts';
import { CONFIG_SPACE, REGION } from './flags.ts';
import { mend, nearestFirst, otherPlaces } from './mends.ts';
import type { Facts, Load, Mend, Rule, RuleSet } from './types.ts';

/** Operand rules of PCILG. An invalid address space ends with condition code 1 (EIO); everything else is an exception (ENXIO). */
const SOURCE = 'PCILG operand rules';

function otherSpaces(space: number, facts: Facts): Mend[] {
  const config = mend('Take configuration space', { space: CONFIG_SPACE });
  return nearestFirst('space', space, [...otherPlaces('space', space, facts), config]);
}

const addressSpace: Rule<Load> = {
  id: 'LG-AS',
  sentence: 'PCILG reaches the BARs 0 to 5 and configuration space, 15.',
  errno: 'EIO',
  source: `${SOURCE}: condition code 1, status 20; measured on 6.12: 6, 14 and 255 are refused`,
  broken: ({ space }, facts) =>
    space <= REGION.lastBar || space === CONFIG_SPACE
      ? undefined
      : { field: 'space', detail: `${space} is neither a BAR nor 15`, mends: otherSpaces(space, facts) },
};

const notEmpty: Rule<Load> = {
  id: 'LG-EMPTY',
  sentence: 'A load has at least one byte.',
  errno: 'ENXIO',
  source: `${SOURCE}: operand exception; measured on 6.12`,
  broken: ({ length }) =>
    length < 1 ? { field: 'length', detail: 'the length is 0', mends: [mend('Lengthen', { length: 1 })] } : undefined,
};

const maximum: Rule<Load> = {
  id: 'LG-MAX',
  sentence: 'A load has at most 8 bytes.',
  errno: 'ENXIO',
  source: SOURCE,
  broken: ({ length }) => longer(length, 8),
};

const doubleword: Rule<Load> = {
  id: 'LG-DOUBLEWORD',
  sentence: 'A load stays inside one doubleword of PCI space.',
  errno: 'ENXIO',
  source: `${SOURCE}: operand exception; measured on 6.12`,
  broken: ({ offset, length }) => crosses({ field: 'offset', start: offset, length, unit: 8, unitName: 'doubleword' }),
};

function configWidths(length: number): Mend[] {
  const shorter = [4, 2, 1].find((width) => width < length);
  const longer = [1, 2, 4].find((width) => width > length);
  const mends = [
    ...(shorter ? [mend('Shorten', { length: shorter })] : []),
    ...(longer ? [mend('Lengthen', { length: longer })] : []),
  ];
  return nearestFirst('length', length, mends);
}

const configWidth: Rule<Load> = {
  id: 'LG-CONFIG-WIDTH',
  sentence: 'A load from configuration space has 1, 2 or 4 bytes.',
  errno: 'ENXIO',
  source: `${SOURCE}: operand exception`,
  broken: ({ space, length }) =>
    space !== CONFIG_SPACE || [1, 2, 4].includes(length)
      ? undefined
      : { field: 'length', detail: `${length} is none of 1, 2, 4`, mends: configWidths(length) },
};

const configWord: Rule<Load> = {
  id: 'LG-CONFIG-WORD',
  sentence: 'A load from configuration space stays inside one word.',
  errno: 'ENXIO',
  source: `${SOURCE}: operand exception`,
  broken: ({ space, offset, length }) =>
    space === CONFIG_SPACE ? crosses({ field: 'offset', start: offset, length, unit: 4, unitName: 'word' }) : undefined,
};

const insideBar: Rule<Load> = {
  id: 'LG-BAR',
  sentence: 'The whole load lies inside the BAR.',
  errno: 'ENXIO',
  source: `${SOURCE}: operand exception; measured on 6.12`,
  broken: ({ space, offset, length }, facts) => {
    const size = space <= REGION.lastBar ? regionSize(space, facts) : undefined;
    return size === undefined ? undefined : leaves(`BAR ${space}`, offset, length, size);
  },
};

export const pcilgRules: RuleSet<Load> = {
  id: 'pcilg',
  title: 'PCILG',
  rules: [addressSpace, notEmpty, maximum, doubleword, configWidth, configWord, insideBar],
};
