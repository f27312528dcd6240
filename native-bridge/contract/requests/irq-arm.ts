import * as z from 'zod';
import { writeS32 } from '../../abi/bytes.ts';
import { IOCTL } from '../../abi/ioctl-numbers.ts';
import { encode } from '../../abi/layout.ts';
import { vfioIrqSet } from '../../abi/structures/irq.ts';
import type { ByteOrder } from '../../abi/types.ts';
import { IRQ_SET } from '../../rules/flags.ts';
import { check, irqSetRules } from '../../rules/index.ts';
import type { IrqSet } from '../../rules/types.ts';
import { defineRequest, type LaterBytes } from './kind.ts';
import { planned } from './planned.ts';

const schema = z.strictObject({
  kind: z.literal('irq.arm'),
  index: z.int().min(0).max(4),
  start: z.int().min(0).default(0),
  count: z.int().min(0).max(2048),
});

const NO_EVENTFD = -1;
const DESCRIPTOR_BYTES = 4;

/**
 * Arms vectors with eventfds of the bridge, or, with count 0, turns the whole index off. The bridge puts its descriptors over the
 * placeholders (-1) that stand in the planned argument, one s32 a vector behind the 20 fixed bytes.
 */
export const irqArm = defineRequest({
  kind: 'irq.arm',
  title: 'Arm interrupts',
  doc: 'Has the kernel signal the vectors of an interrupt index; count 0 turns the index off.',
  schema,
  writes: true,
  plan: ({ index, start, count }, { facts }) => {
    const data = count > 0 ? IRQ_SET.DATA_EVENTFD : IRQ_SET.DATA_NONE;
    const argsz = vfioIrqSet.size + DESCRIPTOR_BYTES * count;
    const set = { argsz, flags: data | IRQ_SET.ACTION_TRIGGER, index, start, count };
    const call = {
      call: 'ioctl',
      on: 'device',
      name: 'VFIO_DEVICE_SET_IRQS',
      request: IOCTL.VFIO_DEVICE_SET_IRQS,
      arg: withPlaceholders(set, facts.byteOrder),
    } as const;
    return planned(call, check(irqSetRules, set, facts), { later: descriptors(count) });
  },
});

const descriptors = (count: number): LaterBytes[] =>
  count === 0
    ? []
    : [
        {
          first: vfioIrqSet.size,
          length: DESCRIPTOR_BYTES * count,
          why: 'descriptors of the eventfds the bridge makes',
        },
      ];

function withPlaceholders(set: IrqSet, order: ByteOrder): Uint8Array {
  const arg = new Uint8Array(set.argsz);
  arg.set(encode(vfioIrqSet, { ...set }, order));
  for (let at = vfioIrqSet.size; at < arg.length; at += DESCRIPTOR_BYTES) writeS32(arg, at, NO_EVENTFD, order);
  return arg;
}
