import { defineRequest } from './kind.ts';
import { noCall } from './planned.ts';
import { irqWaitSchema } from './schemas.ts';

export const irqWait = defineRequest({
  kind: 'irq.wait',
  title: 'Wait for interrupt',
  doc: 'Waits until an armed vector has been signalled, or until the time is up.',
  schema: irqWaitSchema,
  writes: false,
  plan: () => noCall('The bridge waits for an eventfd it owns.'),
});
