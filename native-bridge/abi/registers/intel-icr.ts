import type { ChangingRead, RegisterOwner } from './changing-read.ts';

const INTEL = 0x8086;
/** 82540EM and 82545EM. */
const GIGABIT = [0x100e, 0x100f];
/** 82574L. */
const GIGABIT_EXPRESS = [0x10d3];

const isIntel = (devices: readonly number[], { vendor, device }: RegisterOwner) =>
  vendor === INTEL && device !== undefined && devices.includes(device);

/** Functions whose data sheets were looked into, and that QEMU has too. */
export const isGigabit = (owner: RegisterOwner) => isIntel(GIGABIT, owner) || isGigabitExpress(owner);
export const isGigabitExpress = (owner: RegisterOwner) => isIntel(GIGABIT_EXPRESS, owner);

/** Says so for every read; on an 82574L with MSI-X a read while none is asserted changes nothing. */
export const intelIcr: ChangingRead = {
  name: 'interrupt cause (ICR)',
  sentence: 'Reading the interrupt cause clears all of its bits.',
  source:
    "Intel PCI/PCI-X Family of Gigabit Ethernet Controllers Software Developer's Manual, 13.4.17; 82574 data sheet, 7.4.3 and 10.2.4",
  places: (owner) => (isGigabit(owner) ? [{ bar: 0, start: 0xc0n, end: 0xc4n }] : []),
};
