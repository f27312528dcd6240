import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { decodeIsmResponse, encodeIsmCommand, type IsmCommandName } from '../../abi/ism/commands.ts';
import { dmbMoveOffset } from '../../abi/ism/moves.ts';
import type { FieldValues } from '../../abi/types.ts';
import type { Outcome, Request } from '../../contract/bridge-contract.ts';
import { errorInfo } from '../../contract/errors.ts';
import { requestSchema } from '../../contract/requests/request.ts';
import type { Burst, Target } from '../target.ts';
import { simProvider } from './provider.ts';

const open: Target[] = [];
async function opened(rest: string): Promise<Target> {
  const target = await simProvider.open(rest);
  target.arm(true);
  open.push(target);
  return target;
}
afterEach(async () => {
  for (const target of open.splice(0)) await target.close();
});

const send = (target: Target, request: object): Promise<Outcome> =>
  target.send(requestSchema.parse(request) as Request);

/** An ISM command through requests as a person would compose them: payload, header, then loads of 8 bytes. */
async function command(target: Target, name: IsmCommandName, values: FieldValues = {}): Promise<FieldValues> {
  const request = encodeIsmCommand(name, values);
  const payload = request.subarray(8);
  if (payload.length > 0) await send(target, { kind: 'pcistb', space: 2, offset: 8n, data: payload });
  await send(target, { kind: 'pcistb', space: 2, offset: 0n, data: request.subarray(0, 8) });
  const words = await Promise.all(
    [0n, 8n].map((offset) => send(target, { kind: 'pcilg', space: 2, offset, length: 8 })),
  );
  return decodeIsmResponse(name, Uint8Array.from(words.flatMap(({ data }) => [...(data ?? [])])));
}

/** Registers a buffer of the peer for the sender; answers its token. */
async function shareBuffer(peer: Target, sender: Target): Promise<bigint> {
  await send(peer, { kind: 'buffer.alloc', buffer: 'dmb', size: 0x1_0000 });
  await send(peer, { kind: 'dma.map', buffer: 'dmb', iova: 0x1_0000_0000n });
  const { gid } = await command(sender, 'READ_GID');
  const asked = { dmb: 0x1_0000_0000n, dmb_len: 0x1_0000, sba_idx: 32, rgid: gid! };
  return (await command(peer, 'REG_DMB', asked)).dmb_tok as bigint;
}

describe('two ISM targets of one bridge', () => {
  it.each([
    ['ism', 'ism-peer', 'ism-vfio-pci'],
    ['ism-peer', 'ism', 'ism-vfio-pci'],
    ['ism', 'ism-peer', 'zpci-io'],
    ['ism-peer', 'ism', 'zpci-io-fixed'],
  ])('share a channel: what %s stores arrives in %s, over %s', async (from, to, path) => {
    const sender = await opened(`${from}?clock=virtual&path=${path}`);
    const peer = await opened(`${to}?clock=virtual&path=${path}`);
    const token = await shareBuffer(peer, sender);
    await send(peer, { kind: 'irq.arm', index: 1, count: 1 });
    const offset = dmbMoveOffset({ token, index: 0, signal: true, offset: 0x100 });
    expect(await send(sender, { kind: 'pcistb', space: 0, offset, data: 'cafe0123' })).toMatchObject({ status: 'ok' });
    const arrived = await send(peer, { kind: 'buffer.read', buffer: 'dmb', at: 0x100, length: 4 });
    expect(arrived.data).toEqual(Uint8Array.of(0xca, 0xfe, 0x01, 0x23));
    expect(await send(peer, { kind: 'irq.wait', index: 1, timeoutMs: 1000 })).toMatchObject({ status: 'ok' });
  });

  it('shows what the plain BAR path does to them: the store looks successful and nothing arrives', async () => {
    const peer = await opened('ism-peer?clock=virtual');
    const helper = await opened('ism?clock=virtual');
    const token = await shareBuffer(peer, helper);
    await open.pop()!.close();
    const sender = await opened('ism?clock=virtual&path=bar8');
    const offset = dmbMoveOffset({ token, index: 0, signal: false, offset: 0 });
    expect(await send(sender, { kind: 'pcistb', space: 0, offset, data: 'cafe0123' })).toMatchObject({ status: 'ok' });
    const arrived = await send(peer, { kind: 'buffer.read', buffer: 'dmb', length: 4 });
    expect(arrived.data).toEqual(new Uint8Array(4));
  });
});

describe('a fault script meets the operations of a burst as it meets single requests', () => {
  const burstWith = async (fault: object) => {
    const file = join(await mkdtemp(join(tmpdir(), 'faults-')), 'script.json');
    await writeFile(file, JSON.stringify({ faults: [{ call: 'pwrite', nth: 30, ...fault }] }));
    const target = await opened(`ism?clock=virtual&faults=${file}`);
    const spec = { op: 'pcistb', space: 0, offset: 0n, length: 128, stride: 0, span: 0, count: 1000 } as const;
    return { target, burst: target.startBurst(spec) };
  };

  /** Totals of a burst drained to its end, however many slices a busy machine cuts it into. */
  const drained = async (burst: Burst) => {
    const totals = { count: 0, errors: 0, slices: 0 };
    for (let done = false; !done; totals.slices++) {
      const slice = await burst.drain();
      totals.count += slice.count;
      totals.errors += slice.errors;
      done = slice.done;
    }
    return totals;
  };

  it.each([
    [{ errno: 'EIO' }, { count: 1000, errors: 1 }],
    [
      { errno: 'EIO', times: 5 },
      { count: 1000, errors: 5 },
    ],
    [{ errno: 'ENODEV' }, { count: 30, errors: 1 }],
    [{ error: true }, { count: 1000, errors: 971 }],
  ])('%j', async (fault, totals) => {
    expect(await drained((await burstWith(fault)).burst)).toMatchObject(totals);
  });

  it('unplug: the host wants the function back, the burst ends with what it did, and the function is gone', async () => {
    const { target, burst } = await burstWith({ unplug: true });
    const told = new Promise<string[]>((resolve) => {
      const events: string[] = [];
      target.onEvent(({ event }) => {
        events.push(event);
        if (event === 'gone') resolve(events);
      });
    });
    const { count, errors } = await drained(burst);
    expect(count).toBeGreaterThanOrEqual(30);
    expect(errors).toBe(0);
    expect(await told).toEqual(['release-requested', 'gone']);
    await expect(send(target, { kind: 'config.read', offset: 0, length: 4 })).rejects.toMatchObject({
      info: { code: 'release-requested' },
    });
  });

  it('a slow one ends its slice, the rest follows', async () => {
    const { burst } = await burstWith({ slowMs: 1000 });
    const { count, slices } = await drained(burst);
    expect(count).toBe(1000);
    expect(slices).toBeGreaterThan(1);
  });

  it('a stuck one holds the burst', async () => {
    const { burst } = await burstWith({ stuck: true });
    expect(await Promise.race([burst.drain(), new Promise((resolve) => setImmediate(resolve, 'held'))])).toBe('held');
  });
});

describe('the provider of simulated functions', () => {
  it('lists every one with identity and driver', async () => {
    const listed = await simProvider.list();
    expect(listed.map(({ address, driver }) => [address, driver])).toEqual([
      ['sim:ism', 'ism_vfio_pci'],
      ['sim:ism-peer', 'ism_vfio_pci'],
      ['sim:nic', 'vfio-pci'],
      ['sim:rfc2019', 'vfio-pci'],
    ]);
    expect(listed[0]!.identity).toMatchObject({ FID: '0x00001234', PCHID: '0x07c0', Type: '0x05' });
  });

  it('gives a function to one owner at a time and again after it was closed', async () => {
    const first = await simProvider.open('ism?clock=virtual');
    const second = await simProvider.open('ism').then(
      () => 'opened',
      (thrown) => errorInfo(thrown).code,
    );
    expect(second).toBe('not-ready');
    expect((await simProvider.list())[0]).toMatchObject({ ready: false, reason: expect.stringContaining('open') });
    await first.close();
    await opened('ism?path=bar8&clock=virtual');
  });

  it('says it is modelled and what it is', async () => {
    const snapshot = await (await opened('nic?clock=virtual')).inspect({ config: true });
    expect(snapshot).toMatchObject({ modelled: true, byteOrder: 'be', driver: 'vfio-pci', bdf: '0010:00:00.0' });
    expect(snapshot.config?.length).toBe(4096);
    expect(snapshot.fmb?.length).toBe(0x40);
  });
});
