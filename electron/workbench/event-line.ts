import type { bridgeContract } from '../../native-bridge/contract/bridge-contract.ts';
import type { EventPayload } from '../../native-bridge/contract/method-table.ts';

type TargetEvent = EventPayload<typeof bridgeContract, 'target.event'>;

/** One line for a person about something the function did by itself. */
export function eventLine({ event, index, vector, count, times, message }: TargetEvent): string {
  if (event === 'irq') return `Interrupt ${index} vector ${vector}: ${count} ${count === 1n ? 'signal' : 'signals'}.`;
  if (event === 'release-requested') return `The host asks to release the function (${times} times so far).`;
  return message ?? 'The function is gone.';
}
