import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { IOCTL } from '../../abi/ioctl-numbers.ts';
import { openTarget } from '../index.ts';
import { describeRelease } from './release-cases.ts';
import { type AnyTarget, describeTarget } from './suite.ts';
import { CAPTURED, SIMULATED } from './traits.ts';

for (const [address, traits] of Object.entries(SIMULATED)) {
  describeTarget(address, () => openTarget(address), traits);
}

for (const [name, traits] of Object.entries(CAPTURED)) {
  const file = fileURLToPath(new URL(`../../../assets/captures/${name}.json`, import.meta.url));
  describeTarget(`capture:${name}`, () => openTarget(`capture:${file}`), traits);
}

/** A reset is what these functions are asked back at: nothing else in the case resets them. */
const ASKED_BACK_AT_RESET = { faults: [{ call: 'ioctl', request: IOCTL.VFIO_DEVICE_RESET, nth: 1, unplug: true }] };
const script = join(mkdtempSync(join(tmpdir(), 'zpci-suite-')), 'asked-back.json');
writeFileSync(script, JSON.stringify(ASKED_BACK_AT_RESET));

for (const address of ['sim:nic?clock=virtual', 'sim:ism?clock=virtual', 'sim:ism?backend=iommufd&clock=virtual']) {
  const askBack = async (target: AnyTarget) => {
    await target.arm(true);
    await target.send({ kind: 'device.reset' });
  };
  describeRelease(address, () => openTarget(`${address}&faults=${script}`), askBack, SIMULATED[address]!.live!);
}
