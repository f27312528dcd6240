import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statfsSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { verifyRecording } from '../player/verify.ts';
import { LiveSession } from '../session.ts';
import { FakeBridge } from '../testing/fake-bridge.ts';
import { silentListener } from '../workbench-session.ts';

/** Recording onto file systems that fill up, go away or take nothing. They are real, and only root may mount them. */

const folder = mkdtempSync(join(tmpdir(), 'zpci-real-disk-'));
const mounted: string[] = [];
afterAll(() => {
  for (const path of mounted) umount(path, ['-l']);
  rmSync(folder, { recursive: true });
});

const MIB = 1024 * 1024;

/** Mounts a file system of some MiB in memory; undefined where that is not allowed. */
function mount(name: string, options = `size=${2 * MIB}`): string | undefined {
  const path = join(folder, name);
  mkdirSync(path);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', path], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  mounted.push(path);
  return path;
}

function umount(path: string, how: string[] = []): void {
  try {
    execFileSync('umount', [...how, path], { stdio: 'ignore' });
  } catch {}
}

/** Mounts a block device with less behind it than it says: it takes no more than about 2 MiB of 32. */
function mountHollow(): string | undefined {
  const image = join(mount('behind') ?? folder, 'image');
  const path = join(folder, 'hollow');
  mkdirSync(path);
  writeFileSync(image, '');
  truncateSync(image, 32 * MIB);
  try {
    execFileSync('mkfs.ext4', ['-q', image], { stdio: 'ignore' });
    execFileSync('mount', ['-o', 'loop', image, path], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  mounted.unshift(path);
  return path;
}

const full = mount('full');
const hollow = full && mountHollow();
const whyNoBlocks = hollow ? '' : ' (skipped: needs root, mkfs.ext4 and a loop device)';
const why = full ? '' : ' (skipped: mounting a file system takes root)';

/** Bytes of a payload that do not compress. */
const PAYLOAD = 16 * 1024;
const store = () => ({
  ...({ kind: 'pcistb', space: 0, offset: 0n, pageOffset: 0 } as const),
  data: crypto.getRandomValues(new Uint8Array(PAYLOAD)),
});

async function recordedOn(path: string) {
  const notices: { code: string; errno?: number }[] = [];
  const listener = { ...silentListener, notice: (error: { code: string }) => void notices.push(error) };
  const session = await LiveSession.open(new FakeBridge().ways, 'sim:ism', { id: 's', version: 'test', listener });
  await session.startRecording(path);
  return { session, notices };
}

test.skipIf(!full)(
  `a full disk ends the recording at once with its errno; the session goes on and gathers nothing more${why}`,
  async () => {
    const path = join(full!, 'a.mcap');
    const { session, notices } = await recordedOn(path);
    let flushed = 0;
    for (let sent = 0; notices.length === 0; sent++) {
      await session.send(store());
      await session.log.flush();
      if (notices.length === 0) flushed = sent + 1;
      expect(sent * PAYLOAD).toBeLessThan(16 * MIB);
    }
    expect(statfsSync(full!).bavail).toBeLessThan(16);
    expect(notices).toMatchObject([{ code: 'write-failed', errno: 28 }]);
    expect(session.describe().recording?.error).toMatchObject({ code: 'write-failed', errno: 28 });
    // What is sent from now on waits for no disk and is gathered for none.
    const { requests } = session.describe().recording!;
    for (let sent = 0; sent < 200; sent++) expect(await session.send(store())).toMatchObject({ status: 'ok' });
    await session.log.flush();
    expect(session.describe().recording?.requests).toBe(requests);
    expect(notices).toHaveLength(1);
    await session.close();
    const found = await verifyRecording(path);
    expect(found).toMatchObject({ missing: 0, disordered: 0 });
    expect(found.requests).toBeGreaterThanOrEqual(flushed);
  },
);

test.skipIf(!full)(`a disk that is taken away is told, and the session goes on${why}`, async () => {
  const disk = mount('taken')!;
  const { session, notices } = await recordedOn(join(disk, 'a.mcap'));
  await session.send(store());
  await session.log.flush();
  expect(notices).toEqual([]);
  umount(disk, ['-l']);
  await session.send(store());
  await session.log.flush();
  expect(notices).toMatchObject([{ code: 'write-failed', errno: 2 }]);
  expect(await session.send(store())).toMatchObject({ status: 'ok' });
  await session.close();
});

test.skipIf(!full)(
  `a read-only disk that takes the place of the one recorded on is told, and is not recorded on${why}`,
  async () => {
    const disk = mount('read-only')!;
    const { session, notices } = await recordedOn(join(disk, 'a.mcap'));
    await session.send(store());
    await session.log.flush();
    // A disk with a file that is open for writing cannot become read-only: another one is put over it.
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'ro', 'tmpfs', disk]);
    mounted.unshift(disk);
    await session.send(store());
    await session.log.flush();
    expect(notices).toMatchObject([{ code: 'write-failed', errno: 2 }]);
    expect(await session.send(store())).toMatchObject({ status: 'ok' });
    await session.stopRecording();
    await expect(session.startRecording(join(disk, 'b.mcap'))).rejects.toMatchObject({
      info: { code: 'write-failed', errno: 30 },
    });
    expect(await session.send(store())).toMatchObject({ status: 'ok' });
    await session.close();
  },
);

test.skipIf(!hollow)(
  `a block device that fails under its file system is told within seconds, though every write succeeds${whyNoBlocks}`,
  async () => {
    const path = join(hollow!, 'a.mcap');
    const { session, notices } = await recordedOn(path);
    for (let sent = 0; notices.length === 0; sent++) {
      await session.send(store());
      await session.log.flush();
      await pause(5);
      expect(sent * PAYLOAD).toBeLessThan(24 * MIB);
    }
    expect(notices).toMatchObject([{ code: 'write-failed' }]);
    // The device says EIO; newer kernels pass on that the file behind it had no room, or the file system has shut itself.
    expect([5, 28, 30]).toContain(notices[0]!.errno);
    for (let sent = 0; sent < 20; sent++) expect(await session.send(store())).toMatchObject({ status: 'ok' });
    await session.close();
    expect((await verifyRecording(path)).requests).toBeGreaterThan(0);
  },
);
