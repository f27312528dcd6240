import { planRequest } from '../../contract/requests/index.ts';
import type { Engine } from './engine.ts';

/** Lets go of a function in the order the kernel wants: interrupts, eventfds, maps, device and what it hangs on, then the memory. */
export async function release(engine: Engine): Promise<void> {
  const { interrupts, maps, descriptors, buffers, state } = engine;
  for (const index of interrupts.armed) await disarm(engine, index);
  await interrupts.close();
  maps.close();
  await descriptors.close();
  buffers.free();
  state.released();
}

async function disarm({ kernel, descriptors, state }: Engine, index: number): Promise<void> {
  const { call } = planRequest({ kind: 'irq.arm', index, start: 0, count: 0 }, state.view());
  if (call.call === 'ioctl') await kernel.ioctl(descriptors.device, call.request, call.arg);
}
