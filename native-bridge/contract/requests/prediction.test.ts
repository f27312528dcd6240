import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ERRNO, type ErrnoName } from '../../abi/errno.ts';
import { openTarget } from '../../targets/index.ts';
import type { Target } from '../../targets/target.ts';
import { WorkbenchError } from '../errors.ts';
import { planRequest } from './index.ts';
import { requestSchema } from './request.ts';
import { anyRequest } from './testing/any-request.ts';

const RUNS = Number(process.env.ZPCI_PROPERTY_RUNS ?? 300);

/** Requests whose answer the rules know; whether vectors can be armed also depends on those already armed. */
const JUDGED = new Set(['pcistb', 'pcilg', 'region.read', 'config.read', 'dma.map', 'dma.unmap']);

/** A legal instruction can still be refused by the device itself, for instance where no DMB is: EIO, which no rule foresees. */
const answers = (predicted: ErrnoName | undefined) => (predicted ? [ERRNO[predicted]] : [undefined, ERRNO.EIO]);

const planned = (target: Target, request: ReturnType<typeof requestSchema.parse>) => {
  try {
    return planRequest(request, target.view());
  } catch (thrown) {
    if (thrown instanceof WorkbenchError) return undefined;
    throw thrown;
  }
};

/** Sends generated requests and compares each answer with what the dry run said. Gives how many were compared. */
async function compare(target: Target): Promise<number> {
  let compared = 0;
  for (const request of fc.sample(anyRequest, { numRuns: RUNS * 4, seed: 7 })) {
    const parsed = requestSchema.safeParse(request);
    if (!parsed.success || !JUDGED.has(parsed.data.kind)) continue;
    const plan = planned(target, parsed.data);
    if (!plan) continue;
    const { errno } = await target.send(parsed.data);
    expect(answers(plan.predicted), inspect(parsed.data)).toContain(errno);
    compared++;
  }
  return compared;
}

describe.each([
  'sim:nic?clock=virtual',
  'sim:ism?clock=virtual&path=ism-vfio-pci',
  'sim:ism?clock=virtual&path=zpci-io',
  'sim:ism?clock=virtual&path=zpci-io-fixed',
  'sim:ism?clock=virtual&path=bar4',
  'sim:ism?clock=virtual&backend=iommufd',
  'sim:nic?clock=virtual&backend=iommufd',
])('on %s', (address) => {
  it('the kernel answers what the dry run predicted', async () => {
    const target = await openTarget(address);
    try {
      target.arm(true);
      await target.send(requestSchema.parse({ kind: 'buffer.alloc', buffer: 'ring', size: 0x4000 }));
      await target.inspect({ config: true });
      expect(await compare(target)).toBeGreaterThan(RUNS / 4);
    } finally {
      await target.close();
    }
  });
});
