import { readS32, readU32 } from '../../../abi/bytes.ts';
import { IOCTL } from '../../../abi/ioctl-numbers.ts';
import { vfioIrqSet } from '../../../abi/structures/irq.ts';
import { IRQ_SET } from '../../../rules/flags.ts';
import { HOST_ORDER } from '../vfio/answer.ts';
import { type Comparison, compareAnswer, compareCounters } from './comparison.ts';
import type { LabFile, RecordedCall } from './lab-file.ts';
import type { Descriptor, ReplayProcess } from './replay-process.ts';

/** Every ioctl of a capture made again, in order, by number and bytes. */

const FIRST_IOMMUFD_REQUEST = 0x3b76;

export interface Hooks {
  /** The device was just opened. */
  readonly opened: () => Comparison[];
  /** The device was just reset. */
  readonly reset: () => Comparison[];
}

export async function replayCalls(lab: LabFile, process: ReplayProcess, hooks: Hooks): Promise<Comparison[]> {
  const events = new EventNames();
  const lastUnset = lab.calls.findLastIndex(({ request }) => request === IOCTL.VFIO_GROUP_UNSET_CONTAINER);
  const comparisons: Comparison[] = [];
  for (const [index, call] of lab.calls.entries()) {
    if (index === lastUnset) process.closeDevice();
    const name = `calls[${index}] ${call.what}`;
    comparisons.push(...(await replayOne(name, call, process, events)));
    comparisons.push(...after(call, comparisons.at(-1), hooks));
  }
  return comparisons;
}

async function replayOne(
  name: string,
  call: RecordedCall,
  process: ReplayProcess,
  events: EventNames,
): Promise<Comparison[]> {
  const on = descriptorOf(call);
  if (!on) return [{ call: name, expected: 'an answer', got: 'not replayed: iommufd is not simulated' }];
  process.openEvents(events.note(call));
  const result = process.ioctl(on, call.request, call.in ?? undefined);
  const answer = compareAnswer(name, call, result);
  if (!call.eventfd_counters) return [answer];
  const counters = process.readEvents(events.of(call));
  return [answer, compareCounters(name, call.eventfd_counters, counters)];
}

/** What the capturing tool read in between: regions once the device was open, configuration space again after the reset. */
function after({ request }: RecordedCall, last: Comparison | undefined, hooks: Hooks): Comparison[] {
  if (!last?.got.startsWith('rc ')) return [];
  if (request === IOCTL.VFIO_GROUP_GET_DEVICE_FD) return hooks.opened();
  return request === IOCTL.VFIO_DEVICE_RESET ? hooks.reset() : [];
}

/** Which descriptor a request was made on: by number; where two kinds share a number, by the name if it has one. */
function descriptorOf({ request, what }: RecordedCall): Descriptor | undefined {
  if (request >= FIRST_IOMMUFD_REQUEST) return undefined;
  if (request <= IOCTL.VFIO_SET_IOMMU) return 'container';
  if (request <= IOCTL.VFIO_GROUP_GET_DEVICE_FD) return 'group';
  if (request <= IOCTL.VFIO_DEVICE_RESET) return 'device';
  if (/^VFIO_DEVICE_/.test(what)) return 'device';
  if (/^VFIO_IOMMU_/.test(what)) return 'container';
  return request < IOCTL.VFIO_DEVICE_IOEVENTFD ? 'container' : 'device';
}

/** Eventfds by interrupt index, as requests named them last: counters in a capture are those of the index just triggered. */
class EventNames {
  readonly #fds = new Map<number, readonly number[]>();

  /** Descriptors a SET_IRQS request names; remembers them. */
  note(call: RecordedCall): readonly number[] {
    const arg = irqSetOf(call);
    if (!arg || !(readU32(arg, 4, HOST_ORDER) & IRQ_SET.DATA_EVENTFD)) return [];
    const count = Math.floor((arg.length - vfioIrqSet.size) / 4);
    const fds = Array.from({ length: count }, (_, i) => readS32(arg, vfioIrqSet.size + 4 * i, HOST_ORDER));
    this.#fds.set(readU32(arg, 8, HOST_ORDER), fds);
    return fds;
  }

  of(call: RecordedCall): readonly number[] {
    const arg = irqSetOf(call);
    return (arg && this.#fds.get(readU32(arg, 8, HOST_ORDER))) ?? [];
  }
}

function irqSetOf({ request, in: arg }: RecordedCall): Uint8Array | undefined {
  const isSet = request === IOCTL.VFIO_DEVICE_SET_IRQS && arg instanceof Uint8Array && arg.length >= vfioIrqSet.size;
  return isSet ? arg : undefined;
}
