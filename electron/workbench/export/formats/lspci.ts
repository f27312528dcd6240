import { readU16 } from '../../../../native-bridge/abi/bytes.ts';
import { toHex } from '../../../../native-bridge/abi/hex.ts';
import type { Snapshot } from '../../../../native-bridge/contract/bridge-contract.ts';
import { WorkbenchError } from '../../../../native-bridge/contract/errors.ts';
import type { ExportFormat } from '../format.ts';

const LINE_BYTES = 16;

/** The text `lspci -xxx` prints and `lspci -F FILE` reads back: the configuration space as it was when the recording began. */
export const lspci: ExportFormat = {
  name: 'lspci',
  title: 'lspci dump of the configuration space',
  ending: '.lspci.txt',
  isText: true,
  start: ({ recording }) => {
    let dump: string | undefined;
    return {
      take({ topic, message }) {
        if (topic === 'session') dump ??= lspciDump(message.snapshot);
        return [];
      },
      *end() {
        if (dump === undefined) throw noConfigSpace(recording);
        yield dump;
      },
    };
  },
};

/** The dump of a snapshot; undefined when its configuration space was not read. */
export function lspciDump({ bdf, config }: Snapshot): string | undefined {
  if (!config?.length) return undefined;
  return [`${placeOf(bdf)} ${titleOf(config)}`, ...hexLines(config), '', ''].join('\n');
}

/** What a reader needs of the address: domain, bus, device and function in the digits that lspci expects. */
const placeOf = (bdf = '') => /^(?:[0-9a-f]{4}:)?[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]$/.exec(bdf)?.[0] ?? '00:00.0';

/** Class, vendor and device: lspci itself takes them from the bytes. */
function titleOf(config: Uint8Array): string {
  if (config.length < 12) return 'Device';
  const word = (offset: number) => readU16(config, offset, 'le').toString(16).padStart(4, '0');
  return `Class ${word(10)}: Device ${word(0)}:${word(2)}`;
}

function hexLines(config: Uint8Array): string[] {
  return Array.from({ length: Math.ceil(config.length / LINE_BYTES) }, (_, line) => {
    const at = line * LINE_BYTES;
    const bytes = toHex(config.subarray(at, at + LINE_BYTES)).replace(/../g, ' $&');
    return `${at.toString(16).padStart(2, '0')}:${bytes}`;
  });
}

export const noConfigSpace = (name: string) =>
  new WorkbenchError({
    code: 'absent',
    message: `${name} does not hold the configuration space: it was not read before the recording began.`,
    next: 'Read it first (inspect --config, or the button of the configuration space), then record.',
  });
