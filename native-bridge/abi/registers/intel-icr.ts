import type { ChangingRead } from './changing-read.ts';

const INTEL = 0x8086;
/** 82540EM, 82545EM, 82574L: functions whose data sheets say so, and that QEMU has too. */
const DEVICES: ReadonlySet<number> = new Set([0x100e, 0x100f, 0x10d3]);

export const intelIcr: ChangingRead = {
  name: 'interrupt cause (ICR)',
  sentence: 'Reading the interrupt cause clears all of its bits.',
  source:
    "Intel PCI/PCI-X Family of Gigabit Ethernet Controllers Software Developer's Manual, 13.4.17; 82574 data sheet",
  places: ({ vendor, device }) =>
    vendor === INTEL && device !== undefined && DEVICES.has(device) ? [{ bar: 0, start: 0xc0n, end: 0xc4n }] : [],
};
