import type { RuleSet } from './types.ts';

/** VFIO_DEVICE_RESET; the request has no fields. */
export const resetRules: RuleSet<object> = {
  id: 'device-reset',
  title: 'DEVICE_RESET',
  rules: [
    {
      id: 'RESET-METHOD',
      sentence: 'A way to reset the function was found when it was opened (device info flag RESET).',
      errno: 'EINVAL',
      source: 'vfio_pci_ioctl_reset',
      broken: (_, { resets }) => (resets === false ? { field: 'kind', detail: 'the flag RESET is clear' } : undefined),
    },
  ],
};
