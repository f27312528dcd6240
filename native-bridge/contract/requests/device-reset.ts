import * as z from 'zod';
import { IOCTL } from '../../abi/ioctl-numbers.ts';
import { check, resetRules } from '../../rules/index.ts';
import { defineRequest } from './kind.ts';
import { planned } from './planned.ts';

const schema = z.strictObject({ kind: z.literal('device.reset') });

export const deviceReset = defineRequest({
  kind: 'device.reset',
  title: 'Reset function',
  doc: 'Resets the function: it is disabled and enabled, and gets a new function handle.',
  schema,
  writes: true,
  plan: (request, { facts }) =>
    planned(
      { call: 'ioctl', on: 'device', name: 'VFIO_DEVICE_RESET', request: IOCTL.VFIO_DEVICE_RESET },
      check(resetRules, request, facts),
    ),
});
