import { ISM_COMMAND_SPACE, ISM_DATA_SPACE, ismCommands } from '../../../native-bridge/abi/ism/commands.ts';
import type { KnownFunction } from '../../../native-bridge/contract/facts.ts';
import type { Danger } from './danger.ts';

interface Window {
  readonly name: string;
  readonly bar: number;
  readonly end: bigint;
}

/** Largest request or answer of a command: what lies behind it in the command window is not documented. */
const COMMAND_BYTES = Math.max(
  ...Object.values(ismCommands).flatMap(({ request, response }) => [request.size, response.size]),
);

/** Windows of an ISM function: Linux drivers/s390/net/ism.h writes nowhere else. */
const ISM: readonly Window[] = [
  { name: 'data window', bar: ISM_DATA_SPACE, end: 1n << 48n },
  { name: 'command window', bar: ISM_COMMAND_SPACE, end: BigInt(COMMAND_BYTES) },
];

/** What is known of a function's BARs; nothing of one that is not ISM, whose writes are then never outside of it. */
const windowsOf = ({ facts }: KnownFunction) => (facts.relaxed ? ISM : undefined);

export const outsideWindows: Danger = {
  id: 'OUTSIDE-WINDOWS',
  sentence: 'What the function does with bytes outside its known windows is not documented.',
  why: ({ place }, target) => {
    const windows = windowsOf(target);
    if (!windows || !place || place.space === 'config' || place.end === place.start) return undefined;
    const isInside = windows.some(({ bar, end }) => bar === place.space && place.end <= end);
    return isInside ? undefined : `writes outside the ${windows.map(({ name }) => name).join(' and the ')}`;
  },
};
