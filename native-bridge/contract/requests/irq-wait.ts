import * as z from 'zod';
import { defineRequest } from './kind.ts';
import { noCall } from './planned.ts';
import { badRequest } from './refuse.ts';

const schema = z.strictObject({
  kind: z.literal('irq.wait'),
  index: z.int().min(0).max(4),
  vector: z.int().min(0).max(2047).default(0),
  timeoutMs: z.int().min(0).max(600_000).default(1000),
});

export const irqWait = defineRequest({
  kind: 'irq.wait',
  title: 'Wait for interrupt',
  doc: 'Waits until an armed vector has been signalled, or until the time is up.',
  schema,
  writes: false,
  plan: ({ index, vector }, { facts }) => {
    const used = facts.irqs?.find((one) => one.index === index);
    if (facts.irqs && !used?.vectors.includes(vector))
      throw badRequest(
        'irq.wait',
        `Vector ${vector} of interrupt ${index} is not armed.`,
        'Send irq.arm for it first.',
      );
    return noCall('The bridge waits for an eventfd it owns.');
  },
});
