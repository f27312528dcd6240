import { inspect } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BridgeClient } from '../../electron/workbench/bridge-client/bridge-client.ts';
import { ERRNO } from '../../native-bridge/abi/errno.ts';
import { planRequest } from '../../native-bridge/contract/requests/index.ts';
import { type Request, requestSchema } from '../../native-bridge/contract/requests/request.ts';
import type { FunctionName } from './guest/functions.ts';
import { bridgeInGuest } from './target/bridge-in-guest.ts';
import { RemoteTarget } from './target/remote-target.ts';
import { requestsAround } from './target/requests-around.ts';
import { lab } from './the-lab.ts';

/** The errno a rule predicts is the errno a real kernel answers: generated requests, legal, wrong and off by one, one after the other. */

const FUNCTIONS: readonly FunctionName[] = ['net', 'nvme'];
const RUNS = 300;
const BUFFER = 0x8000;

let bridge: BridgeClient;
beforeAll(async () => {
  bridge = await bridgeInGuest(lab);
});
afterAll(() => bridge.close());

/** What the dry run says of a request against the state as it is now, and what the kernel then answers. */
async function judged(target: RemoteTarget, request: Request) {
  const { predicted } = planRequest(request, target.view());
  const { errno } = await target.send(request);
  return { predicted: predicted && ERRNO[predicted], answered: errno };
}

describe.each(FUNCTIONS)('%s', (name) => {
  test(`answers ${RUNS} generated requests as predicted`, async () => {
    const target = await RemoteTarget.open(bridge, `vfio:${lab.bdf(name)}`);
    try {
      await target.arm(true);
      await target.send(requestSchema.parse({ kind: 'buffer.alloc', buffer: 'ring', size: BUFFER }));
      const seen = { refused: 0, taken: 0 };
      const wrong: string[] = [];
      for (const generated of fc.sample(requestsAround(target.view(), BUFFER), { numRuns: RUNS, seed: 11 })) {
        const request = requestSchema.parse(generated);
        const { predicted, answered } = await judged(target, request);
        seen[answered === undefined ? 'taken' : 'refused'] += 1;
        if (predicted !== answered) wrong.push(`${inspect(request)}: predicted ${predicted}, answered ${answered}`);
      }
      expect(wrong).toEqual([]);
      // A run in which everything goes through, or nothing does, would prove little.
      expect(Math.min(seen.refused, seen.taken)).toBeGreaterThan(RUNS / 5);
    } finally {
      await target.close();
    }
  }, 180_000);
});
