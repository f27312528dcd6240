import { setImmediate as turn } from 'node:timers/promises';
import { Recorder } from '../../../electron/workbench/recorder/recorder.ts';
import { answeredRow } from '../../../electron/workbench/rows/row.ts';
import { EMPTY_STATE, type Outcome, type Request } from '../../../native-bridge/contract/bridge-contract.ts';
import { snapshot } from '../snapshot.ts';

/**
 * `make-answers PATH REQUESTS BYTE`: a recording of that many loads of 64 bytes, each answered by other bytes, and of a read of
 * configuration space among a hundred. The third byte of every answer is BYTE: two recordings of two BYTEs differ in every request.
 */

const STEP_NS = 20_000n;
const BLOCK = 64;

const [path = '', count = '0', byte = '0'] = process.argv.slice(2);

const requestOf = (n: number): Request =>
  n % 100 === 99
    ? { kind: 'config.read', offset: BigInt((n / 100) & 0xfc), length: 4 }
    : { kind: 'region.read', region: 0, offset: BigInt((n % 4096) * BLOCK), length: BLOCK };

function outcomeOf(request: Request, n: number): Outcome {
  const data = new Uint8Array('length' in request ? Number(request.length) : 0).map(
    (_, at) => (n * 31 + at * 17) >> (at & 7),
  );
  data[2] = Number(byte);
  const call = {
    name: 'pread',
    on: 'device',
    position: 0n,
    length: data.length,
    rc: data.length,
    errno: 0,
    out: data,
  } as const;
  return {
    status: 'ok',
    data,
    syscall: call,
    warnings: [],
    operations: 1,
    startNs: BigInt(n) * STEP_NS,
    durationNs: 1500n + BigInt(n % 700),
    modelled: true,
    broken: [],
  };
}

let now = 0n;
const recorder = await Recorder.create(path, { version: 'bench', epochNs: 0n, clock: () => now });
recorder.session({ address: 'bench', title: 'Benchmark', kind: 'sim', startedAt: 0n, atNs: 0n, snapshot }, 'bench');
recorder.state(0n, EMPTY_STATE);
for (let n = 0; n < Number(count); n++) {
  now = BigInt(n) * STEP_NS;
  const request = requestOf(n);
  const outcome = outcomeOf(request, n);
  recorder.request(answeredRow(request, outcome, { seq: n, atNs: now }), request, outcome);
  if (n % 256 === 0) await turn();
  if (n % 256 === 0) await recorder.room();
}
await recorder.finish();
if (recorder.error) throw new Error(recorder.error.message);
