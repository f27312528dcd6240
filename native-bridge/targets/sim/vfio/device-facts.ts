import type { Facts } from '../../../rules/types.ts';
import type { ProcessMemory } from '../process/memory.ts';
import type { SimFunction } from '../zpci/function.ts';
import { HOST_ORDER } from './answer.ts';
import type { ConfigSpace } from './config-space.ts';
import type { IrqLines } from './irq.ts';
import type { Region } from './regions.ts';

/** What the rules may know about an open device. One object for its whole life: what changes is read when asked. */
export function deviceFacts(
  fn: SimFunction,
  regions: readonly Region[],
  config: ConfigSpace,
  irqs: IrqLines,
  memory: ProcessMemory,
): Facts {
  const { group, windows } = fn.identity;
  return {
    byteOrder: HOST_ORDER,
    regions,
    maxstbl: group.maxstbl,
    relaxed: group.relaxed,
    backend: 'type1v2',
    pageSize: 4096n,
    windows,
    mappings: [],
    dmaAvail: 0,
    irqCounts: irqs.counts,
    get memoryEnabled() {
      return config.memoryEnabled;
    },
    ownsMemory: memory.owns,
    zpciIoMode: fn.driver.ioRegion,
  };
}
