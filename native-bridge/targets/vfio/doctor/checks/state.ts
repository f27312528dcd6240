import { attributeText } from '../../../function/sysfs.ts';
import { readAttributes } from '../../host-files.ts';
import { asRoot } from '../../root.ts';
import { check, failed, ok } from '../check.ts';

/** Set in the handle of a function that is enabled. */
const ENABLED = 0x8000_0000;

/** sysfs has no attribute for it, and an access to find out would touch the function. */
const NOT_SHOWN = 'An error state is not shown here: it keeps the function from being opened.';

export const state = check({
  id: 'state',
  title: 'Its state',
  needs: ['function'],
  read: ({ files, uid }, bdf) => {
    const attributes = readAttributes(files, bdf);
    return {
      bdf,
      uid,
      handle: attributeText(attributes, 'function_handle'),
      power: attributeText(attributes, 'power_state'),
    };
  },
  judge: ({ bdf, uid, handle, power = 'unknown' }) => {
    if (handle === undefined) return ok(`Power state ${power}.`);
    if (Number(handle) >= ENABLED) return ok(`Enabled, handle ${handle}, power state ${power}. ${NOT_SHOWN}`);
    return failed(
      `${bdf} is not enabled: its handle is ${handle}.`,
      'Have the kernel set it up anew; it then belongs to its host driver and has to be bound again.',
      asRoot(uid, `echo 1 > /sys/bus/pci/devices/${bdf}/recover`),
    );
  },
});
