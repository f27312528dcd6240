/**
 * `npm run bench:stop`: how long after a stop a replay is over, whatever it was doing: waiting, sending, in a burst, in a call that does not
 * come back. ROUNDS (10) of each on a simulated function, in a bridge program of its own. Figures are for the person who reads them.
 */
import { execFileSync } from 'node:child_process';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { root } from '../../../scripts/setup/root.mjs';
import { bundle, OUT } from '../bundle.mjs';

const ROUNDS = Number(process.env.ROUNDS ?? 10);
const CASES = ['waiting for its time', 'sending as fast as it goes', 'in a burst', 'in a call that is stuck'];

await bundle({
  'stop-replay': join(import.meta.dirname, 'stop-replay.ts'),
  'stop-bridge': join(root, 'native-bridge/bridge.ts'),
});

/** @param {string} name */
function stopped(name) {
  const args = [join(OUT, 'stop-replay.mjs'), join(OUT, 'stop-bridge.mjs'), name];
  return /** @type {{ ms: number }} */ (JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }))).ms;
}

console.log(`ms from a stop to the end of a replay, ${ROUNDS} rounds, load ${loadavg()[0]?.toFixed(1)}`);
for (const name of CASES) {
  const all = Array.from({ length: ROUNDS }, () => stopped(name)).sort((a, b) => a - b);
  const at = (/** @type {number} */ part) => all[Math.min(all.length - 1, Math.floor(part * all.length))]?.toFixed(1);
  console.log(`  ${name.padEnd(28)} median ${at(0.5)}, longest ${at(1)}`);
}
