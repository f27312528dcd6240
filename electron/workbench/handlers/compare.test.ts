import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { noContract } from '../../../native-bridge/contract/bridge-contract.ts';
import { Peer } from '../../../native-bridge/contract/peer.ts';
import { appContract } from '../../contract/app-contract.ts';
import { shippedAssets } from '../assets.ts';
import { Comparison } from '../compare/comparison.ts';
import { record } from '../compare/testing/record.ts';
import { carrierPair } from '../testing/carrier-pair.ts';
import { Workbench } from '../workbench.ts';

const SAMPLE = join(shippedAssets(), 'recordings/ism-hello.mcap');

let workbench: Workbench;
let window: Peer<typeof appContract, typeof noContract>;
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zpci-compare-window-'));
  workbench = new Workbench({ folder, bridgeCommand: ['false'], version: '1.2.3', host: 'serve' });
  const [mine, theirs] = carrierPair();
  workbench.attach(theirs);
  window = new Peer(mine, appContract, noContract, {});
});
afterEach(() => workbench.close());

const opened = async (address: string) => (await window.call('session.open', { address })).session.id;

/** Another recording, in the folder of the workbench. */
async function other(): Promise<string> {
  const path = join(folder, 'recordings/b.mcap');
  await mkdir(join(folder, 'recordings'), { recursive: true });
  await record(path, [{ request: { kind: 'pcilg', space: 0, offset: 0n, length: 8 } }]);
  return opened(path);
}

describe('a window', () => {
  test('compares two recordings, pages through them, goes from difference to difference, and copies the summary', async () => {
    const [left, right] = [await opened(SAMPLE), await other()];
    const { summary } = await window.call('compare.open', { compare: 1, left, right });
    expect(summary).toMatchObject({ left: { requests: 16 }, right: { requests: 1 }, missing: expect.any(Number) });
    const page = await window.call('compare.page', { compare: 1, from: 0, count: 5, onlyDifferences: true });
    expect(page.total).toBe(summary.total - summary.same);
    expect(page.pairs).toHaveLength(Math.min(5, page.total));
    const first = page.pairs[0]!.index;
    expect(await window.call('compare.next', { compare: 1, from: -1, direction: 'forward' })).toEqual({ index: first });
    const { text } = await window.call('compare.summaryText', { compare: 1 });
    expect(text).toContain('ism-hello.mcap');
    expect(await window.call('compare.close', { compare: 1 })).toEqual({});
    await expect(window.call('compare.page', { compare: 1, from: 0, count: 1 })).rejects.toMatchObject({
      info: { code: 'bad-request', message: 'There is no comparison 1.' },
    });
  });

  test('that goes away ends what it compares', async () => {
    const [left, right] = [await opened(SAMPLE), await other()];
    const closed = vi.spyOn(Comparison.prototype, 'close');
    await window.call('compare.open', { compare: 1, left, right });
    window.close();
    await vi.waitFor(() => expect(closed).toHaveBeenCalledOnce());
  });

  test('ends a comparison that is under way, and may use its number again', async () => {
    const [left, right] = [await opened(SAMPLE), await other()];
    const ended = window.call('compare.open', { compare: 1, left, right }).catch((thrown) => thrown.info);
    await window.call('compare.close', { compare: 1 });
    expect(await ended).toMatchObject({ code: 'stopped' });
    expect((await window.call('compare.open', { compare: 1, left, right })).compare).toBe(1);
  });

  test('may use the number of one that was stopped before that has ended', async () => {
    const [left, right] = [await opened(SAMPLE), await other()];
    const open = () => window.call('compare.open', { compare: 1, left, right });
    const ended = open().catch((thrown) => thrown.info);
    const closed = window.call('compare.close', { compare: 1 });
    const second = open();
    expect(await ended).toMatchObject({ code: 'stopped' });
    await Promise.all([closed, second]);
    expect((await window.call('compare.page', { compare: 1, from: 0, count: 1 })).pairs).toHaveLength(1);
  });

  test('is refused a number that is taken, a ninth comparison, and what is no recording', async () => {
    const session = await opened(SAMPLE);
    const open = (compare: number) => window.call('compare.open', { compare, left: session, right: session });
    for (let compare = 1; compare <= 8; compare++) await open(compare);
    await expect(open(8)).rejects.toMatchObject({ info: { code: 'bad-request' } });
    await expect(open(9)).rejects.toMatchObject({ info: { next: 'Close one first.' } });
    await expect(window.call('compare.open', { compare: 9, left: session, right: 'nobody' })).rejects.toMatchObject({
      info: { message: expect.stringContaining('nobody') },
    });
  });
});
