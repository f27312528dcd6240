import { errnoName } from '../../abi/errno.ts';
import type { Measurement } from '../../contract/bridge-contract.ts';
import { WorkbenchError } from '../../contract/errors.ts';
import type { SyscallResult } from '../syscalls.ts';
import type { Engine } from './engine.ts';

/** Bytes of the text at most; the kernel writes some 600. */
const MOST_TEXT = 8192;

const statisticsOf = (bdf: string) => `/sys/kernel/debug/pci/${bdf}/statistics`;

/**
 * The counters the function keeps of itself, as they stand now: its measurement block where the host gives it, else the text its kernel
 * makes of it in debugfs. Throws `absent` where there are none, and `not-ready` with the errno where they may not be read.
 */
export async function takeMeasurement({ kernel, place }: Pick<Engine, 'kernel' | 'place'>): Promise<Measurement> {
  if (!kernel.measurementBlock) return readStatistics({ kernel, place });
  const bytes = kernel.measurementBlock(place.bdf);
  if (!bytes) throw absent('The function has no measurement block: its length is 0.');
  return { source: 'fmb', atNs: kernel.now(), bytes };
}

async function readStatistics({ kernel, place }: Pick<Engine, 'kernel' | 'place'>): Promise<Measurement> {
  const path = statisticsOf(place.bdf);
  const opened = await kernel.open(path);
  if (opened.rc < 0) throw notOpened(path, opened);
  try {
    const read = await kernel.pread(opened.rc, 0n, MOST_TEXT);
    if (read.rc < 0) throw notRead(path, 'pread', read);
    return { source: 'debugfs', atNs: read.startNs, bytes: read.out ?? new Uint8Array() };
  } finally {
    await kernel.close(opened.rc);
  }
}

const absent = (message: string) =>
  new WorkbenchError({ code: 'absent', message, next: 'Open a function that measures itself.', op: 'target.measure' });

function notOpened(path: string, result: SyscallResult): WorkbenchError {
  const name = errnoName(result.errno);
  if (name !== 'ENOENT') return notRead(path, 'open', result);
  return new WorkbenchError({
    code: 'absent',
    message: `There is no ${path} (ENOENT): debugfs is not mounted, or this machine keeps no statistics of its functions.`,
    next: 'On an s390x host: sudo mount -t debugfs none /sys/kernel/debug',
    op: 'target.measure',
    syscall: 'open',
    errno: result.errno,
  });
}

const notRead = (path: string, syscall: string, { errno }: SyscallResult) =>
  new WorkbenchError({
    code: 'not-ready',
    message: `${path} could not be read: ${errnoName(errno)}. Only root may read debugfs.`,
    next: 'Run the bridge program on that host as root.',
    op: 'target.measure',
    syscall,
    errno,
  });
