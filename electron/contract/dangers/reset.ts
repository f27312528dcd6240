import type { Danger } from './danger.ts';

export const reset: Danger = {
  id: 'RESET',
  sentence: 'A reset loses what was set up inside the function: registers, queues, buffers registered with it.',
  why: ({ kind }) => (kind === 'device.reset' ? 'resets the function' : undefined),
};
