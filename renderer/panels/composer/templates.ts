import type { Step } from '../../../electron/contract/program.ts';
import { toHex } from '../../../native-bridge/abi/hex.ts';
import { encodeIsmCommand, ismCommands } from '../../../native-bridge/abi/ism/commands.ts';

/** Steps to begin with. Adding a template is one entry. */
export interface Template {
  readonly id: string;
  readonly title: string;
  readonly steps: () => readonly Step[];
}

/** PCI address space of the ISM command window. */
const COMMANDS = 2;
const WORD = 8;

const loadAt = (offset: number): Step => ({
  kind: 'pcilg',
  space: COMMANDS,
  offset: `0x${offset.toString(16)}`,
  length: WORD,
});

/** An ISM command without operands: store the header, which starts it, then load the answer upward in doublewords. */
function queryInfo(): readonly Step[] {
  const { response } = ismCommands.QUERY_INFO;
  const header = encodeIsmCommand('QUERY_INFO').subarray(0, WORD);
  const loads = Array.from({ length: response.size / WORD }, (_, index) => loadAt(index * WORD));
  return [
    {
      kind: 'pcistb',
      name: 'QUERY_INFO: header, starts the command',
      space: COMMANDS,
      offset: '0x0',
      data: toHex(header),
    },
    { ...loads[0]!, name: 'Answer header: command, return code, length' },
    ...loads.slice(1),
  ];
}

export const templates: readonly Template[] = [
  {
    id: 'store-4k',
    title: 'PCISTB 4 KiB counter to BAR 0',
    steps: () => [
      {
        kind: 'pcistb',
        name: 'Store 4 KiB counter',
        space: 0,
        offset: '0x0',
        data: { pattern: 'counter', length: 4096 },
      },
    ],
  },
  {
    id: 'load-8',
    title: 'PCILG 8 bytes of BAR 2',
    steps: () => [{ ...loadAt(0), name: 'Load 8 bytes' }],
  },
  { id: 'query-info', title: 'ISM command QUERY_INFO', steps: queryInfo },
  {
    id: 'map-buffer',
    title: 'Map a 64 KiB buffer',
    steps: () => [
      { kind: 'buffer.alloc', buffer: 'dmb', size: 65_536 },
      { kind: 'buffer.fill', buffer: 'dmb', fill: { pattern: 'zero' } },
      { kind: 'dma.map', buffer: 'dmb', iova: '0x1_0000_0000' },
    ],
  },
];
