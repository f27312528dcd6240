import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { BRIDGE_PROTOCOL, MAX_FRAME_BYTES, MAX_OPEN_TARGETS } from '../contract/limits.ts';
import { inProcess } from './testing/fixtures.ts';

const CAPTURE = `capture:${fileURLToPath(new URL('../../assets/captures/k6.12-q10-net.json', import.meta.url))}`;

const conversations: ReturnType<typeof inProcess>[] = [];
afterEach(async () => {
  for (const { client, bridge } of conversations.splice(0)) {
    client.close();
    await bridge.ended;
  }
});

async function greeted() {
  const all = inProcess();
  conversations.push(all);
  await all.client.call('hello', { protocol: BRIDGE_PROTOCOL });
  return all;
}

describe('the handshake', () => {
  test('answers with version, process and host', async () => {
    const hello = await inProcess().client.call('hello', { protocol: BRIDGE_PROTOCOL });
    expect(hello).toMatchObject({ protocol: BRIDGE_PROTOCOL, version: '0.0.0-test', pid: process.pid });
  });

  test.each([
    [BRIDGE_PROTOCOL - 1, 'too-old'],
    [BRIDGE_PROTOCOL + 1, 'too-new'],
  ])('protocol %i is refused as %s, and nothing is answered after it', async (protocol, code) => {
    const { client } = inProcess();
    await expect(client.call('hello', { protocol })).rejects.toMatchObject({ info: { code } });
    await expect(client.call('targets.list', {})).rejects.toMatchObject({ info: { code: 'no-handshake' } });
  });
});

describe('targets', () => {
  test('the simulated functions are listed and ready', async () => {
    const { client } = await greeted();
    const { targets } = await client.call('targets.list', {});
    const ready = targets.filter((target) => target.ready).map(({ address }) => address);
    expect(ready).toEqual(expect.arrayContaining(['sim:ism', 'sim:ism-peer', 'sim:nic']));
  });

  test('a capture opens with the bytes that were captured', async () => {
    const { client } = await greeted();
    const { snapshot, state } = await client.call('target.open', { address: CAPTURE });
    expect(snapshot).toMatchObject({ kind: 'capture', driver: 'vfio-pci', bdf: '0010:00:00.0' });
    expect(snapshot.deviceInfo?.length).toBe(128);
    expect(state.armed).toBe(false);
  });

  test.each([
    ['ism', 'bad-address'],
    ['floppy:a', 'unknown-target'],
    ['capture:/nowhere', 'no-such-file'],
    ['vfio:../../etc/passwd', 'bad-address'],
    ['vfio:ffff:1f:1f.7', 'unknown-target'],
  ])('%s is refused as %s', async (address, code) => {
    const { client } = await greeted();
    await expect(client.call('target.open', { address })).rejects.toMatchObject({ info: { code, op: 'target.open' } });
  });

  test('numbers of targets and bursts that are not open are refused by name', async () => {
    const { client } = await greeted();
    await expect(client.call('target.close', { target: 7 })).rejects.toMatchObject({
      info: { code: 'unknown-target' },
    });
    await expect(client.call('burst.drain', { burst: 7 })).rejects.toMatchObject({ info: { code: 'unknown-burst' } });
  });

  test('so many may be open and no more', async () => {
    const { client } = await greeted();
    for (let i = 0; i < MAX_OPEN_TARGETS; i++) await client.call('target.open', { address: CAPTURE });
    await expect(client.call('target.open', { address: CAPTURE })).rejects.toMatchObject({
      info: { code: 'too-many' },
    });
  });
});

test('a function is opened, armed, written, burst and closed over the wire, 64-bit values exact', async () => {
  const { client } = await greeted();
  const { target, snapshot } = await client.call('target.open', { address: 'sim:ism?clock=virtual' });
  expect(snapshot.paths.find(({ present }) => present)?.path).toBe('ism-vfio-pci');
  await client.call('target.arm', { target, armed: true });
  const request = { kind: 'pcistb', space: 2, offset: 8n, data: new Uint8Array(16), pageOffset: 0 } as const;
  const outcome = await client.call('request.send', { target, request });
  expect(outcome).toMatchObject({ status: 'ok', modelled: true, syscall: { position: (2n << 48n) + 8n } });
  const spec = { op: 'pcistb', space: 2, offset: '0x8', length: 16, count: 1000 } as const;
  const { burst, path } = await client.call('burst.start', { target, spec });
  expect(path).toBe('ism-vfio-pci');
  let count = 0;
  for (let done = false; !done; ) {
    const slice = await client.call('burst.drain', { burst });
    count += slice.count;
    done = slice.done;
  }
  expect(count).toBe(1000);
  await client.call('target.close', { target });
  await client.call('target.open', { address: 'sim:ism' });
});

describe('what a function signals', () => {
  /** A fault that hits the first store. */
  const faulty = async (fault: object) => {
    const file = join(mkdtempSync(join(tmpdir(), 'zpci-faults-')), 'faults.json');
    writeFileSync(file, JSON.stringify({ faults: [{ call: 'pwrite', nth: 1, ...fault }] }));
    const { client } = await greeted();
    const { target } = await client.call('target.open', { address: `sim:ism?faults=${file}` });
    await client.call('target.arm', { target, armed: true });
    const event = new Promise<unknown>((resolve) => client.on('target.event', resolve));
    const request = { kind: 'pcistb', space: 2, offset: 8n, data: new Uint8Array(16), pageOffset: 0 } as const;
    return { client, target, event, store: () => client.call('request.send', { target, request }) };
  };

  test('the host asking for it back arrives as release-requested', async () => {
    const { client, target, event, store } = await faulty({ unplug: true });
    await store();
    expect(await event).toMatchObject({ target, event: 'release-requested', times: 1 });
    await client.call('target.close', { target });
  });

  test('a store that never comes back leaves the bridge answering, and the function can be closed', async () => {
    const { client, target, store } = await faulty({ stuck: true });
    void store().catch(() => {});
    expect((await client.call('targets.list', {})).targets.length).toBeGreaterThan(0);
    await client.call('target.close', { target });
  });
});

test('a wait that is cancelled ends, and what was cancelled behind it is not sent', async () => {
  const { client } = await greeted();
  const { target } = await client.call('target.open', { address: 'sim:nic' });
  await client.call('target.arm', { target, armed: true });
  await client.call('request.send', { target, request: { kind: 'irq.arm', index: 2, count: 1 } });
  const wait = client.start('request.send', { target, request: { kind: 'irq.wait', index: 2, timeoutMs: 600_000 } });
  const alloc = client.start('request.send', { target, request: { kind: 'buffer.alloc', buffer: 'b', size: 1 } });
  for (const call of [wait, alloc]) {
    call.cancel();
    await expect(call.result).rejects.toMatchObject({ info: { code: 'cancelled' } });
  }
  const again = { kind: 'buffer.alloc', buffer: 'b', size: 1 } as const;
  expect(await client.call('request.send', { target, request: again })).toMatchObject({ status: 'ok' });
});

describe('the end of a conversation', () => {
  test('releases every open function', async () => {
    const { client, bridge } = await greeted();
    await client.call('target.open', { address: 'sim:nic' });
    client.close();
    await bridge.ended;
    const again = await greeted();
    await again.client.call('target.open', { address: 'sim:nic' });
  });

  test('a frame above the limit is cut off by name, before its bytes are kept', async () => {
    const { toBridge, bridge } = inProcess();
    const prefix = new Uint8Array(4);
    new DataView(prefix.buffer).setUint32(0, MAX_FRAME_BYTES + 1);
    toBridge.write(prefix);
    expect(await bridge.ended).toMatchObject({ code: 'frame-too-large' });
  });

  test('bytes that are no message end it as bad-message', async () => {
    const { toBridge, bridge } = inProcess();
    toBridge.write(Uint8Array.of(0, 0, 0, 3, 0xc1, 0xc1, 0xc1));
    expect(await bridge.ended).toMatchObject({ code: 'bad-message' });
  });
});
