import { setTimeout as sleep } from 'node:timers/promises';
import type { Syscalls } from '../syscalls.ts';

/** Waits until the kernel's clock shows `untilNs`: its own way where it has one, else by sleeping. */
export async function idleUntil(kernel: Syscalls, untilNs: bigint): Promise<void> {
  if (kernel.idle) return kernel.idle(untilNs);
  const leftNs = untilNs - kernel.now();
  if (leftNs > 0n) await sleep(Number(leftNs) / 1e6);
}
