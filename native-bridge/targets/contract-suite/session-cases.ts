import { expect, test } from 'vitest';
import { decode } from '../../abi/decode.ts';
import type { Request, Snapshot } from '../../contract/bridge-contract.ts';
import { attributeText } from '../function/sysfs.ts';
import type { Case } from './suite.ts';
import type { Traits } from './traits.ts';

const handleOf = ({ deviceInfo, byteOrder }: Snapshot) =>
  decode('device-info', deviceInfo!, { byteOrder }).caps.find(({ name }) => name === 'zpci-base')?.fields.fh;

/** Arming, interrupts, reset, order and closing. */
export function sessionCases(
  one: Case,
  { interrupt: index, doorbell, renewsHandle }: NonNullable<Traits['live']>,
): void {
  const writes: readonly Request[] = [
    { kind: 'pcistb', space: 0, offset: 0n, data: new Uint8Array(8), pageOffset: 0 },
    { kind: 'region.write', region: 0, offset: 0n, data: new Uint8Array(8) },
    { kind: 'config.write', offset: 4n, data: new Uint8Array(2) },
    { kind: 'dma.unmap', iova: 0n, size: 0n, all: true },
    { kind: 'irq.arm', index, start: 0, count: 1 },
    { kind: 'device.reset' },
  ];

  test.each(writes)('read-only, $kind is refused as not armed', async (request) => {
    await expect(one.target.send(request)).rejects.toMatchObject({ info: { code: 'not-armed', op: request.kind } });
  });

  test('arming can be taken back', async () => {
    await one.target.arm(true);
    expect(one.target.state().armed).toBe(true);
    await one.target.arm(false);
    await expect(one.target.send({ kind: 'device.reset' })).rejects.toMatchObject({ info: { code: 'not-armed' } });
  });

  test('an armed vector is waited for until the time is up, and can be turned off again', async () => {
    await one.target.arm(true);
    const wait: Request = { kind: 'irq.wait', index, vector: 0, timeoutMs: 0 };
    await expect(one.target.send(wait)).rejects.toMatchObject({ info: { code: 'bad-request' } });
    expect(await one.target.send({ kind: 'irq.arm', index, start: 0, count: 1 })).toMatchObject({ status: 'ok' });
    expect(await one.target.send(wait)).toMatchObject({ status: 'timeout' });
    expect(await one.target.send({ kind: 'irq.arm', index, start: 0, count: 0 })).toMatchObject({ status: 'ok' });
    await expect(one.target.send(wait)).rejects.toMatchObject({ info: { code: 'bad-request' } });
  });

  test('more vectors than there are: EINVAL, and the rule that says so', async () => {
    await one.target.arm(true);
    const outcome = await one.target.send({ kind: 'irq.arm', index, start: 0, count: 2048 });
    expect(outcome).toMatchObject({ status: 'errno', errno: 22 });
    expect(outcome.broken).not.toEqual([]);
  });

  test.runIf(doorbell)('a vector that fires ends its wait, with how often', async () => {
    await one.target.arm(true);
    await one.target.send({ kind: 'irq.arm', index, start: 0, count: 2 });
    const { space, offset } = doorbell!;
    await one.target.send({ kind: 'region.write', region: space, offset, data: new Uint8Array(16).fill(1) });
    const outcome = await one.target.send({ kind: 'irq.wait', index, vector: 1, timeoutMs: 1000 });
    expect(outcome).toMatchObject({ status: 'ok', data: Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 1) });
  });

  test('after a reset the function has the handle that its host knows it by: a new one where firmware gives one', async () => {
    const before = handleOf(await one.target.inspect({ config: false }));
    await one.target.arm(true);
    expect(await one.target.send({ kind: 'device.reset' })).toMatchObject({ status: 'ok' });
    const after = await one.target.inspect({ config: false });
    expect(handleOf(after)).toBe(Number(attributeText(after.attributes, 'function_handle')));
    expect(handleOf(after) !== before).toBe(renewsHandle);
  });

  test('requests sent together are carried out in order, one at a time', async () => {
    const reads = Array.from({ length: 50 }, () => one.target.send({ kind: 'config.read', offset: 0n, length: 4 }));
    const outcomes = await Promise.all(reads);
    for (const [index, { startNs, durationNs }] of outcomes.entries()) {
      expect(startNs + durationNs).toBeLessThanOrEqual(outcomes[index + 1]?.startNs ?? startNs + durationNs);
    }
  });

  test('closing releases the function: it can be opened again, and the old target refuses', async () => {
    await one.target.close();
    const old = one.target;
    one.target = await one.open();
    await expect(old.send({ kind: 'config.read', offset: 0n, length: 4 })).rejects.toMatchObject({
      info: { code: expect.stringMatching(/^(closed|unknown-target)$/) },
    });
  });
}
