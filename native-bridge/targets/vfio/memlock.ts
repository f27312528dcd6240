import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ERRNO } from '../../abi/errno.ts';
import type { HostFiles } from './host-files.ts';

/** Bit of CAP_IPC_LOCK in the capability sets of /proc/PID/status. */
const IPC_LOCK = 1n << 14n;

/** How much memory this process may lock: what it maps for DMA counts. */
export interface LockLimit {
  /** RLIMIT_MEMLOCK as /proc tells it, bytes or `unlimited`; undefined where it does not. */
  readonly soft?: string;
  /** The limit does not count for this user. */
  readonly unbounded: boolean;
}

export function lockLimit({ proc }: HostFiles): LockLimit {
  const [limits, status] = ['limits', 'status'].map((name) => textOf(join(proc, 'self', name)));
  const [, soft] = /^Max locked memory\s+(\S+)/m.exec(limits!) ?? [];
  const [, effective = '0'] = /^CapEff:\s*([0-9a-f]+)/m.exec(status!) ?? [];
  return { soft, unbounded: (BigInt(`0x${effective}`) & IPC_LOCK) !== 0n };
}

/** The command that lifts the limit for the user who runs it. */
export const LIFT_LOCK_LIMIT = 'echo "$USER - memlock unlimited" | sudo tee /etc/security/limits.d/90-vfio.conf';

/** What mends a mapping that was refused with this errno, as sentences; undefined when nothing on the host does. */
export function mappingAdvice(host: HostFiles, errno: number): string | undefined {
  if (errno === ERRNO.ENOSPC) return NO_ENTRY_LEFT;
  if (errno !== ERRNO.ENOMEM) return undefined;
  const { soft, unbounded } = lockLimit(host);
  if (unbounded || soft === undefined || soft === 'unlimited') return 'The host has no memory left to pin.';
  return `More memory than the limit of ${soft} bytes (RLIMIT_MEMLOCK) would be locked. Unmap something, or raise the limit and log in again: ${LIFT_LOCK_LIMIT}`;
}

const NO_ENTRY_LEFT =
  'The container has no mapping entry left (dma_entry_limit of vfio_iommu_type1). Unmap something, or map fewer and larger ranges.';

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
