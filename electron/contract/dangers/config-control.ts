import type { Danger } from './danger.ts';

/** Registers that decide whether and where the function answers (PCI Local Bus 3.0, 6.1: type 0 header). */
const CONTROLS = [
  { name: 'the command register', start: 0x04n, end: 0x06n },
  { name: 'base address registers', start: 0x10n, end: 0x28n },
  { name: 'the expansion ROM base address', start: 0x30n, end: 0x34n },
];

export const configControl: Danger = {
  id: 'CONFIG-CONTROL',
  sentence:
    'The command and base address registers decide whether and where the function answers: a wrong value takes its BARs, its DMA or its interrupts away.',
  why: ({ place }) => {
    if (place?.space !== 'config') return undefined;
    const hit = CONTROLS.find(({ start, end }) => place.start < end && place.end > start);
    return hit && `writes ${hit.name}`;
  },
};
