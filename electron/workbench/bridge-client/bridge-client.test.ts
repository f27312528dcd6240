import { beforeAll, describe, expect, test } from 'vitest';
import { bridgeContract, noContract } from '../../../native-bridge/contract/bridge-contract.ts';
import { Peer } from '../../../native-bridge/contract/peer.ts';
import { bridgeCommandOf, temporaryInstallation } from '../testing/bundles.ts';
import { carrierPair } from '../testing/carrier-pair.ts';
import { BridgeClient } from './bridge-client.ts';
import { LineTail } from './line-tail.ts';

const script = (code: string) => [process.execPath, '-e', code];

describe('a bridge program that does not work is named', () => {
  test('when it cannot be started', async () => {
    const error = await BridgeClient.start(['/no/such/program']).catch((thrown) => thrown.info);
    expect(error).toMatchObject({ code: 'bridge-gone' });
    expect(error.message).toContain('could not be started');
  });

  test('with its exit status and its last words when it ends at once', async () => {
    const error = await BridgeClient.start(script(`console.error('no memory left'); process.exit(7)`)).catch(
      (e) => e.info,
    );
    expect(error.message).toBe('The bridge program is gone: exited with status 7 (it said: no memory left).');
    expect(error.details.stderr).toEqual(['no memory left']);
  });

  test('when it writes something else than frames', async () => {
    const error = await BridgeClient.start(script(`console.log('x'.repeat(100)); setInterval(() => {}, 1000)`)).catch(
      (e) => e.info,
    );
    expect(error.code).toBe('bridge-gone');
  });

  test('when it speaks another protocol', async () => {
    const [mine, theirs] = carrierPair();
    const hello = () => ({ protocol: 9, version: 'x', pid: 1, platform: 'x', byteOrder: 'be', kernel: 'x' }) as const;
    new Peer(mine, noContract, bridgeContract, { hello } as never);
    await expect(BridgeClient.connect(theirs)).rejects.toMatchObject({ info: { code: 'too-new' } });
  });
});

describe('the bridge program as a child', () => {
  let command: readonly string[] = [];
  beforeAll(async () => {
    command = bridgeCommandOf(await temporaryInstallation(['bridge']));
  });

  test('shakes hands and lists targets', async () => {
    const bridge = await BridgeClient.start(command);
    const { targets } = await bridge.call('targets.list', {});
    expect(targets.map(({ address }) => address)).toContain('sim:ism');
    await bridge.close();
    expect(bridge.alive).toBe(false);
  });

  test('is noticed dead within a second when it is killed, with calls under way told how', async () => {
    const bridge = await BridgeClient.start(command);
    const { target } = await bridge.call('target.open', { address: 'sim:ism' });
    await bridge.call('target.arm', { target, armed: true });
    await bridge.call('request.send', { target, request: { kind: 'irq.arm', index: 1, count: 1 } });
    const waiting = bridge.call('request.send', { target, request: { kind: 'irq.wait', index: 1, timeoutMs: 60_000 } });
    const killedAt = performance.now();
    process.kill(bridge.hello.pid, 'SIGKILL');
    await expect(waiting).rejects.toMatchObject({
      info: { code: 'bridge-gone', message: expect.stringContaining('SIGKILL') },
    });
    expect(performance.now() - killedAt).toBeLessThan(1000);
  });

  test('is told silent when it stops answering, is not given up for it, and goes on when it answers again', async () => {
    const bridge = await BridgeClient.start(command);
    const turns: boolean[] = [];
    const turned = (silent: boolean) =>
      new Promise<void>((resolve) => {
        const end = bridge.onSilence((now) => {
          turns.push(now);
          if (now !== silent) return;
          end();
          resolve();
        });
      });
    const stopped = turned(true);
    process.kill(bridge.hello.pid, 'SIGSTOP');
    await stopped;
    const answering = turned(false);
    process.kill(bridge.hello.pid, 'SIGCONT');
    await answering;
    expect(turns.at(-1)).toBe(false);
    expect((await bridge.call('targets.list', {})).targets.length).toBeGreaterThan(0);
    await bridge.close();
  });
});

test('the tail of a log keeps the last lines, each cut', () => {
  const tail = new LineTail(2);
  tail.add('a\nb');
  tail.add(`c\n${'d'.repeat(600)}\r\ne`);
  expect(tail.lines).toEqual(['bc', 'd'.repeat(500), 'e']);
});
