import { expect, test } from 'vitest';
import { burstSpecSchema } from '../../contract/bridge-contract.ts';
import { requestKinds } from '../../contract/requests/index.ts';
import { requestSchema } from '../../contract/requests/request.ts';
import { openFunction } from './open-function.ts';
import { FakeKernel, PLACE } from './testing/fake-kernel.ts';

/** One legal request of every kind that changes something. */
const WRITES: Readonly<Record<string, object>> = {
  pcistb: { space: 1, offset: 0x10n, data: '01020304' },
  'region.write': { region: 1, offset: 0n, data: '00000000' },
  'config.write': { offset: 0x40n, data: '0000' },
  'dma.map': { buffer: 'ring', iova: 0x1_0000_0000n },
  'dma.unmap': { iova: 0n, size: 0n, all: true },
  'irq.arm': { index: 2, start: 0, count: 1 },
  'device.reset': {},
  'pasid.bind': { gpgd: 0x1000n, hpasid: 1n },
  'pasid.unbind': { gpgd: 0x1000n, hpasid: 1n },
};

/** What every send, program and replay ends in: a function that was not armed, and all the kernel heard of it. */
async function unarmed() {
  const kernel = new FakeKernel();
  const target = await openFunction(kernel, PLACE);
  await target.send({ kind: 'buffer.alloc', buffer: 'ring', size: 4096 });
  kernel.journal.length = 0;
  return { kernel, target };
}

test('every kind that changes something is tried here', () => {
  const writing = requestKinds.filter(({ writes }) => writes).map(({ kind }) => kind);
  expect(Object.keys(WRITES).sort()).toEqual([...writing].sort());
});

test.each(Object.entries(WRITES))('%s does not reach a function that is not armed', async (kind, fields) => {
  const { kernel, target } = await unarmed();
  const request = requestSchema.parse({ kind, ...fields });
  await expect(target.send(request)).rejects.toMatchObject({ info: { code: 'not-armed', op: kind } });
  expect(kernel.journal).toEqual([]);
});

test.each(['pcistb', 'region.write'] as const)('nor does a burst of %s', async (op) => {
  const { kernel, target } = await unarmed();
  const spec = burstSpecSchema.parse({ op, space: 1, offset: 0n, length: 4, count: 1 });
  expect(() => target.startBurst(spec)).toThrow('read-only');
  expect(kernel.journal).toEqual([]);
});
