import type { Template } from './template.ts';

/** One store or load, to be changed as wanted. */

export const storePage: Template = {
  id: 'store-4k',
  title: 'PCISTB 4 KiB counter to BAR 0',
  group: 'Requests',
  operands: [],
  make: () => ({
    steps: [
      {
        kind: 'pcistb',
        name: 'Store 4 KiB counter',
        space: 0,
        offset: '0x0',
        data: { pattern: 'counter', length: 4096 },
      },
    ],
  }),
};

export const loadWord: Template = {
  id: 'load-8',
  title: 'PCILG 8 bytes of BAR 2',
  group: 'Requests',
  operands: [],
  make: () => ({ steps: [{ kind: 'pcilg', name: 'Load 8 bytes', space: 2, offset: '0x0', length: 8 }] }),
};
