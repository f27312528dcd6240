import { describe, expect, test } from 'vitest';
import { ERRNO } from '../../abi/errno.ts';
import { countersOfBlock } from '../../abi/measurement.ts';
import { openTarget } from '../index.ts';
import type { SyscallResult, Syscalls } from '../syscalls.ts';
import type { Engine } from './engine.ts';
import { takeMeasurement } from './measurement.ts';

const answer = (rc: number, errno = 0, out?: Uint8Array): SyscallResult => ({
  rc,
  errno,
  out,
  startNs: 5n,
  durationNs: 1n,
});

/** A host whose kernel has no block to give, with a debugfs that answers so. */
function hostWith(open: SyscallResult, read: SyscallResult = answer(0)) {
  const calls: string[] = [];
  const log = (name: string, result: SyscallResult) => {
    calls.push(name);
    return result;
  };
  const kernel = {
    open: (path: string) => log(`open ${path}`, open),
    pread: (fd: number) => log(`pread ${fd}`, read),
    close: (fd: number) => log(`close ${fd}`, answer(0)),
  } as Partial<Syscalls> as Syscalls;
  return { calls, engine: { kernel, place: { bdf: '0007:00:00.0' } } as Pick<Engine, 'kernel' | 'place'> };
}

describe('counters of a function on a host', () => {
  test('are the text of debugfs, as it is, and the file is closed again', async () => {
    const text = new TextEncoder().encode('Samples: 1\n');
    const { calls, engine } = hostWith(answer(9), answer(text.length, 0, text));
    expect(await takeMeasurement(engine)).toEqual({ source: 'debugfs', atNs: 5n, bytes: text });
    expect(calls).toEqual(['open /sys/kernel/debug/pci/0007:00:00.0/statistics', 'pread 9', 'close 9']);
  });

  test('are absent without debugfs, and say so when only root may read them', async () => {
    const missing = hostWith(answer(-1, ERRNO.ENOENT));
    await expect(takeMeasurement(missing.engine)).rejects.toMatchObject({
      info: { code: 'absent', errno: ERRNO.ENOENT },
    });
    const refused = hostWith(answer(-1, ERRNO.EACCES));
    await expect(takeMeasurement(refused.engine)).rejects.toMatchObject({
      info: { code: 'not-ready', syscall: 'open', message: expect.stringContaining('EACCES. Only root') },
    });
  });

  test('leave no file open when reading fails', async () => {
    const { calls, engine } = hostWith(answer(9), answer(-1, ERRNO.EIO));
    await expect(takeMeasurement(engine)).rejects.toMatchObject({ info: { code: 'not-ready', syscall: 'pread' } });
    expect(calls.at(-1)).toBe('close 9');
  });
});

test('a simulated function gives its measurement block, a capture has none', async () => {
  const target = await openTarget('sim:ism?clock=virtual');
  const { source, bytes } = await target.measure();
  expect([source, bytes.length, countersOfBlock(bytes).counters.store_block_operations]).toEqual(['fmb', 0x50, 0n]);
  await target.close();
});
