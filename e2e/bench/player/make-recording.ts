import { setImmediate as turn } from 'node:timers/promises';
import { Recorder } from '../../../electron/workbench/recorder/recorder.ts';
import { answeredRow } from '../../../electron/workbench/rows/row.ts';
import { EMPTY_STATE, type Outcome, type Request } from '../../../native-bridge/contract/bridge-contract.ts';
import { snapshot } from '../snapshot.ts';

/** `make-recording PATH REQUESTS`: a recording of that many requests, written by the product's recorder. */

const STEP_NS = 20_000n;
const BLOCK = 64;

/** Mostly stores of 64 bytes; one in 500 is refused, one in 1,000 reads configuration space. */
function requestOf(n: number): Request {
  if (n % 1000 === 999) return { kind: 'config.read', offset: BigInt((n / 1000) & 0xfc), length: 4 };
  const data = new Uint8Array(BLOCK);
  new DataView(data.buffer).setUint32(0, n);
  for (let i = 4; i < BLOCK; i++) data[i] = (n * 31 + i * 17) >> (i & 7);
  return { kind: 'pcistb', space: 0, offset: BigInt((n % 4096) * BLOCK), data, pageOffset: 0 };
}

function outcomeOf(request: Request, n: number): Outcome {
  const failed = n % 500 === 77;
  const data = 'data' in request ? request.data : undefined;
  const answer = data ? undefined : new Uint8Array(4).fill(n);
  const length = (data ?? answer)!.length;
  const result = failed ? { rc: -1, errno: 22 } : { rc: length, errno: 0 };
  const position = 'offset' in request ? request.offset : 0n;
  const call = { on: 'device', position, length, ...result } as const;
  return {
    status: failed ? 'errno' : 'ok',
    errno: failed ? 22 : undefined,
    data: answer,
    syscall: data ? { ...call, name: 'pwrite', in: data } : { ...call, name: 'pread', out: answer },
    warnings: [],
    path: data ? 'ism-vfio-pci' : undefined,
    operations: 1,
    startNs: BigInt(n) * STEP_NS,
    durationNs: 1500n + BigInt(n % 700),
    modelled: true,
    broken: [],
  };
}

const [path = '', count = '0'] = process.argv.slice(2);
let now = 0n;
const recorder = await Recorder.create(path, { version: 'bench', epochNs: 0n, clock: () => now });
recorder.session({ address: 'bench', title: 'Benchmark', kind: 'sim', startedAt: 0n, atNs: 0n, snapshot }, 'bench');
recorder.state(0n, { ...EMPTY_STATE, dmaAvail: 65_535 });
for (let n = 0; n < Number(count); n++) {
  now = BigInt(n) * STEP_NS;
  const request = requestOf(n);
  const outcome = outcomeOf(request, n);
  recorder.request(answeredRow(request, outcome, { seq: n, atNs: now }), request, outcome);
  if (n % 50_000 === 0) recorder.mark(now, `request ${n}`);
  if (n % 256 === 0) await turn();
  if (n % 256 === 0) await recorder.room();
}
await recorder.finish();
if (recorder.error) throw new Error(recorder.error.message);
