import { expect, test } from 'vitest';
import type { BurstSlice } from '../../native-bridge/contract/bridge-contract.ts';
import type { TargetEvent } from '../../native-bridge/targets/target.ts';
import type { FunctionName } from './guest/functions.ts';
import { type OpenFunction, withFunction } from './target/with-function.ts';
import { lab } from './the-lab.ts';

/** A field of virtio's common configuration that keeps what is written: storing there does nothing. */
const HARMLESS = { space: 4, offset: '0x28' };

/** The first event of a kind; the promise is made before what causes it. */
const heard = ({ target }: OpenFunction, kind: TargetEvent['event']) =>
  new Promise<TargetEvent>((resolve) => target.onEvent((event) => event.event === kind && resolve(event)));

/** Stores without an end; gives what the last slice said once the loop has ended by itself. */
async function storesUntilItEnds({ target }: OpenFunction): Promise<{ count: number; last: BurstSlice }> {
  const burst = await target.startBurst({
    op: 'pcistb',
    ...HARMLESS,
    offset: 0x28n,
    length: 8,
    seconds: 600,
    threads: 1,
    stride: 0,
    span: 0,
  });
  for (let count = 0; ; ) {
    const last = await burst.drain();
    count += last.count;
    if (last.done) return { count, last };
  }
}

const isThere = async (name: FunctionName) =>
  (await lab.ssh(`test -e /sys/bus/pci/devices/${lab.bdf(name)}/driver`)).status === 0;

/**
 * A second is what a host has to wait at most. Here one processor emulates another, some thirty times as slow, beside a second guest: the
 * bound is on what waits for something, not on what computes.
 */
const RELEASED_WITHIN_NS = 10_000_000_000n;

const WAYS = [
  ['the machine unplugs the device', 'lost', () => lab.unplug('lost')],
  ['the host turns the slot off', 'powered', () => lab.power('powered', false)],
] as const;

test.each(
  WAYS,
)('when %s during a burst, the user is told, stores stop and the host gets the function', async (_, name, take) => {
  await withFunction(lab, name, async (open) => {
    await open.target.arm(true);
    const asked = heard(open, 'release-requested');
    const gone = heard(open, 'gone');
    const running = storesUntilItEnds(open);
    // The first slice has been stored before the function is asked for.
    await open.send({ kind: 'region.read', region: 4, offset: 0x28, length: 8 });
    const taken = take();
    const request = await asked;
    const release = await gone;
    expect((await running).last.done).toBe(true);
    expect(release.atNs - request.atNs).toBeLessThan(RELEASED_WITHIN_NS);
    await taken;
    await expect.poll(() => isThere(name), { timeout: 30_000 }).toBe(false);
    await expect(open.send({ kind: 'region.read', region: 4, offset: 0, length: 4 })).rejects.toThrow();
  });
});

test('a slot that is turned on again brings the function back', async () => {
  await lab.power('powered', true);
  await expect
    .poll(() => lab.ssh(`test -e /sys/bus/pci/devices/${lab.bdf('powered')}`).then(({ status }) => status))
    .toBe(0);
});
