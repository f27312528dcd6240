import { afterEach, beforeEach, expect, test } from 'vitest';
import { decode } from '../../../abi/decode.ts';
import { errnoName } from '../../../abi/errno.ts';
import { planRequest } from '../../../contract/requests/index.ts';
import { requestSchema } from '../../../contract/requests/request.ts';
import { openTarget } from '../../index.ts';
import type { Target } from '../../target.ts';

let target: Target;
beforeEach(async () => {
  target = await openTarget('sim:rfc2019?clock=virtual');
  target.arm(true);
});
afterEach(() => target.close());

/** What the dry run said of a request, and what the kernel answered. */
async function exchange(request: object, on = target): Promise<{ said: string | undefined; answered: string }> {
  const parsed = requestSchema.parse(request);
  const { predicted } = planRequest(parsed, on.view());
  const { status, errno } = await on.send(parsed);
  return { said: predicted, answered: errno ? errnoName(errno) : status };
}

const bind = { kind: 'pasid.bind', gpgd: 0x1000n, hpasid: 5n };

test('the IOMMU info carries DMA window, query-function and query-group blocks behind a 64-bit offset', () => {
  const { iommuInfo, host } = target.snapshot();
  expect(host.dialect).toBe('rfc2019');
  const { caps, diagnostics, header } = decode('iommu-info', iommuInfo!, { byteOrder: 'be', dialect: 'rfc2019' });
  expect(header.cap_offset).toBe(24n);
  expect(caps.map(({ name }) => name)).toEqual(['dma', 'qfn', 'qgrp']);
  expect(diagnostics).toEqual([]);
  expect(caps[0]!.fields).toMatchObject({ dma_start: 0x1_0000_0000n, dma_end: 0x1_3fff_ffffn });
  expect(caps[1]!.fields).toMatchObject({ fid: 0x30, uid: 0x20, bar_size0: 20, bar_size1: 0 });
  expect(caps[2]!.fields).toMatchObject({ noi: 16, maxstbl: 128, mui: 4000 });
});

test.each([
  ['legal', {}, 'ok', undefined],
  ['argsz short of the bind data', { argsz: 63 }, 'EINVAL', 'EINVAL'],
  ['an unknown flag', { flags: 3n }, 'EINVAL', 'EINVAL'],
  ['another version', { version: 2 }, 'EINVAL', 'EINVAL'],
  ['another format', { format: 2 }, 'EINVAL', 'EINVAL'],
  ['PASID 0', { hpasid: 0n }, 'EINVAL', 'EINVAL'],
  ['the last PASID', { hpasid: 0xf_ffffn }, 'ok', undefined],
  ['one more than 20 bits', { hpasid: 0x10_0000n }, 'EINVAL', 'EINVAL'],
])('a bind that is %s', async (_, change, answered, said) => {
  expect(await exchange({ ...bind, ...change })).toEqual({ said, answered });
});

test('what is bound is bound once and taken back once; that is known to the container alone', async () => {
  const unbind = { ...bind, kind: 'pasid.unbind' };
  expect((await exchange(unbind)).answered).toBe('EINVAL');
  expect((await exchange(bind)).answered).toBe('ok');
  expect(await exchange(bind)).toEqual({ said: undefined, answered: 'EBUSY' });
  expect((await exchange(unbind)).answered).toBe('ok');
  expect((await exchange(bind)).answered).toBe('ok');
});

test.each(['sim:ism?clock=virtual', 'sim:nic?clock=virtual&backend=iommufd'])('%s has none of it', async (address) => {
  const other = await openTarget(address);
  other.arm(true);
  expect(await exchange(bind, other)).toEqual({ said: 'ENOTTY', answered: 'ENOTTY' });
  await other.close();
});
