import type { SyscallRecord } from '../../contract/bridge-contract.ts';
import { ERROR_IRQ, REQUEST_IRQ } from '../../rules/flags.ts';
import type { Engine } from './engine.ts';
import { performRequest } from './perform.ts';

/** What the host says to the owner of a function: that something went wrong with it, and that it is wanted back. */
const HOST_SIGNALS = [ERROR_IRQ, REQUEST_IRQ];

/**
 * Listens for them as soon as the function is open, armed or not: this does not touch the device, and a host whose request nobody
 * hears waits for ever. Functions without the one or the other are fine. Answers the calls made.
 */
export async function listenToHost(engine: Engine): Promise<SyscallRecord[]> {
  const calls: SyscallRecord[] = [];
  for (const index of HOST_SIGNALS) {
    if (!engine.state.view().facts.irqCounts[index]) continue;
    const { syscall } = await performRequest(engine, { kind: 'irq.arm', index, start: 0, count: 1 });
    if (syscall) calls.push(syscall);
  }
  return calls;
}
