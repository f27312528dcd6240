import { afterEach, beforeEach, expect, test } from 'vitest';
import { decode } from '../../../abi/decode.ts';
import { errnoName } from '../../../abi/errno.ts';
import { IOCTL } from '../../../abi/ioctl-numbers.ts';
import { planRequest } from '../../../contract/requests/index.ts';
import { requestSchema } from '../../../contract/requests/request.ts';
import { openTarget } from '../../index.ts';
import type { Target } from '../../target.ts';
import { nic } from '../functions/nic.ts';
import { rfc2019 } from '../functions/rfc2019.ts';
import { SimMachine } from '../machine.ts';
import { Seam } from '../testing/ism-seam.ts';
import { atOnce } from '../testing/open-device.ts';

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

test('the IOMMU info carries DMA window, query-function and query-group blocks and nesting behind a 64-bit offset', () => {
  const { iommuInfo, host } = target.snapshot();
  expect(host.dialect).toBe('rfc2019');
  const { caps, diagnostics, header } = decode('iommu-info', iommuInfo!, { byteOrder: 'be', dialect: 'rfc2019' });
  expect(header.cap_offset).toBe(24n);
  expect(caps.map(({ name }) => name)).toEqual(['dma', 'qfn', 'qgrp', 'nesting']);
  expect(diagnostics).toEqual([]);
  expect(caps[0]!.fields).toMatchObject({ dma_start: 0x1_0000_0000n, dma_end: 0x1_3fff_ffffn });
  expect(caps[1]!.fields).toMatchObject({ fid: 0x30, uid: 0x20, bar_size0: 20, bar_size1: 0 });
  expect(caps[2]!.fields).toMatchObject({ noi: 16, maxstbl: 128, mui: 4000 });
  expect(caps[3]!.fields).toMatchObject({ argsz: 56, format: 1, features: 2, pasid_bits: 20 });
});

test.each([
  ['of the proposals', rfc2019, [1, 1]],
  ['as merged', nic, [0, 1]],
])('a container %s answers whether it nests, and 9 either way', (_, model, answers) => {
  const seam = new Seam(new SimMachine(), model, model.driver);
  const ask = (extension: number) => atOnce(seam.kernel.ioctl(seam.container, IOCTL.VFIO_CHECK_EXTENSION, extension));
  expect([6, 9].map((extension) => ask(extension).rc)).toEqual(answers);
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

test('what is bound is bound once and taken back once, as the dry run says', async () => {
  const unbind = { ...bind, kind: 'pasid.unbind' };
  const ok = { said: undefined, answered: 'ok' };
  expect(await exchange(unbind)).toEqual({ said: 'EINVAL', answered: 'EINVAL' });
  expect(await exchange(bind)).toEqual(ok);
  expect(await exchange(bind)).toEqual({ said: 'EBUSY', answered: 'EBUSY' });
  expect(target.state().pasids).toEqual([5]);
  expect(await exchange(unbind)).toEqual(ok);
  expect(await exchange(bind)).toEqual(ok);
});

test.each(['sim:ism?clock=virtual', 'sim:nic?clock=virtual&backend=iommufd'])('%s has none of it', async (address) => {
  const other = await openTarget(address);
  other.arm(true);
  expect(await exchange(bind, other)).toEqual({ said: 'ENOTTY', answered: 'ENOTTY' });
  await other.close();
});
