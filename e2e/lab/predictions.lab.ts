import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ERRNO } from '../../native-bridge/abi/errno.ts';
import { planRequest } from '../../native-bridge/contract/requests/index.ts';
import { type Request, requestSchema } from '../../native-bridge/contract/requests/request.ts';
import type { FunctionName } from './guest/functions.ts';
import type { RemoteTarget } from './target/remote-target.ts';
import { requestsAround } from './target/requests-around.ts';
import { withFunction } from './target/with-function.ts';
import { lab } from './the-lab.ts';

/** The errno a rule predicts is the errno a real kernel answers: generated requests, legal, wrong and off by one, one after the other. */

const FUNCTIONS: readonly FunctionName[] = ['net', 'nvme'];
const RUNS = 300;
const BUFFER = 0x8000;

/** What the dry run says of a request against the state as it is now, and what the kernel then answers. */
async function judged(target: RemoteTarget, request: Request) {
  const { predicted } = planRequest(request, target.view());
  const { errno } = await target.send(request);
  return { predicted: predicted && ERRNO[predicted], answered: errno };
}

describe.each(FUNCTIONS)('%s', (name) => {
  test(
    `answers ${RUNS} generated requests as predicted`,
    () =>
      withFunction(lab, name, async ({ target, send }) => {
        await target.arm(true);
        await send({ kind: 'buffer.alloc', buffer: 'ring', size: BUFFER });
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
      }),
    180_000,
  );
});
