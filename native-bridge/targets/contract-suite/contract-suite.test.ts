import { fileURLToPath } from 'node:url';
import { openTarget } from '../index.ts';
import { describeTarget } from './suite.ts';
import { CAPTURED, SIMULATED } from './traits.ts';

for (const [address, traits] of Object.entries(SIMULATED)) {
  describeTarget(address, () => openTarget(address), traits);
}

for (const [name, traits] of Object.entries(CAPTURED)) {
  const file = fileURLToPath(new URL(`../../../assets/captures/${name}.json`, import.meta.url));
  describeTarget(`capture:${name}`, () => openTarget(`capture:${file}`), traits);
}
