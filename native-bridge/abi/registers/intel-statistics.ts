import type { ChangingRead } from './changing-read.ts';
import { isGigabit, isGigabitExpress } from './intel-icr.ts';

/** From CRCERRS to behind TSCTFC; the 82574L has nine more, to behind ICRXOC. */
const START = 0x4000n;
const END = 0x4100n;
const END_EXPRESS = 0x4128n;

export const intelStatistics: ChangingRead = {
  name: 'statistics',
  sentence: 'Reading a statistics counter sets it back to 0.',
  source:
    "Intel PCI/PCI-X Family of Gigabit Ethernet Controllers Software Developer's Manual, 13.7; Linux drivers/net/ethernet/intel/e1000e/regs.h (R/clr)",
  places: (owner) =>
    isGigabit(owner) ? [{ bar: 0, start: START, end: isGigabitExpress(owner) ? END_EXPRESS : END }] : [],
};
