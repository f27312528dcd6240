import type { bridgeContract } from '../../native-bridge/contract/bridge-contract.ts';
import type { EventPayload } from '../../native-bridge/contract/method-table.ts';
import { ERROR_IRQ } from '../../native-bridge/rules/flags.ts';

type TargetEvent = EventPayload<typeof bridgeContract, 'target.event'>;

const IN_ERROR =
  'The function is in error state (interrupt 3): loads and stores fail or read 0xff until it is reset or recovered.';

/** One line for a person about something the function did by itself. */
export function eventLine({ event, index, vector, count, message }: TargetEvent): string {
  if (event === 'irq' && index === ERROR_IRQ) return IN_ERROR;
  if (event === 'irq') return `Interrupt ${index} vector ${vector}: ${count} ${count === 1n ? 'signal' : 'signals'}.`;
  if (event === 'release-requested') return 'The host wants the function back: everything is stopped and released.';
  return message ?? 'The function is gone.';
}
